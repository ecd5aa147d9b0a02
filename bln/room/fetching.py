"""A text that was written elsewhere on its way to be notes: placed at the meeting's questions, with nothing stored."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bln.fields import clean_text
from bln.networks.models import Meeting, Network
from bln.room.documents import note_form_of
from bln.room.guides import questions_of
from bln.room.reopening import Closed
from bln.room.services import LONGEST_NOTE, NoteContent, add_notes
from bln.word_faults import FAULTS, count_left_out
from exports import wording
from exports.word_files.faults import UnreadableFile
from exports.word_files.reading import read_word
from meetings.pieces import Written
from meetings.placing import NoNote, PlacedText, place_pieces
from meetings.privacy import Level, check_privacy

MOST_NOTES = 300
MOST_BESIDE = 200  # pieces that are shown as no notes
MOST_CHARACTERS = 200_000
SHOWN = 60
KINDS = {words: kind for kind, words in wording.NOTE_KINDS.items()}


class TooMuch(Exception):
    """A text is more than one meeting's notes; the message says in Swedish how much may be fetched at a time."""


class NotFetched(Exception):
    """Nothing of a file is stored; `faults` say in Swedish why, a line each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True)
class Fetched:
    """A text as notes: what is one, and what is not, beside the places of the form where nothing is written; and in
    Swedish what of the file was left out."""

    notes: Sequence[PlacedText]
    beside: Sequence[PlacedText]
    told: Sequence[str]


def fetched_from(network: Network, meeting: Meeting, written: Written) -> Fetched:
    """Place a text at the questions of a meeting; raises `TooMuch`."""
    from exports.note_form import what_the_form_says

    found = place_pieces(
        written.pieces,
        questions_of(network, meeting),
        kinds=KINDS,
        of_form=what_the_form_says(note_form_of(network, meeting, on_paper=False)),
        longest=LONGEST_NOTE,
    )
    notes = [text for text in found if not text.no_note and clean_text(text.text)]
    if len(notes) > MOST_NOTES or sum(len(text.text) for text in found) > MOST_CHARACTERS:
        raise TooMuch(
            f"Texten blir {wording.count_notes(len(notes))}. Högst {MOST_NOTES} anteckningar och 200 000 tecken kan "
            "hämtas på en gång. Dela upp texten och hämta en del i taget."
        )
    beside = [text for text in found if text.no_note and text.no_note is not NoNote.EMPTY][:MOST_BESIDE]
    return Fetched(notes, beside, _told(written))


def note_ids(fetch: uuid.UUID, count: int) -> list[uuid.UUID]:
    """The ids of the notes of one fetch, by their places: they are found again with nothing stored of the fetch."""
    return [uuid.uuid5(fetch, str(place)) for place in range(count)]


def _told(written: Written) -> list[str]:
    told = [f"{count_left_out(kind, count)} följer inte med." for kind, count in written.left_out]
    if written.inserted:
        told.append("Text som är tillagd med spårade ändringar följer med.")
    return told


def import_file(network: Network, meeting: Meeting, content: bytes) -> list[str]:
    """Store every note of a Word file in one commit, and tell in Swedish how many. The same file again changes nothing.

    Raises `NotFetched`, also when a text has no question or holds a personal number.
    """
    try:
        fetched = fetched_from(network, meeting, read_word(content))
        if faults := _faults(fetched):
            raise NotFetched(faults)
        ids = note_ids(uuid.uuid5(meeting.id, hashlib.sha256(content).hexdigest()), len(fetched.notes))
        added = add_notes(network, meeting, dict(zip(ids, map(_content, fetched.notes), strict=True)), None)
    except UnreadableFile as unreadable:
        raise NotFetched([FAULTS[unreadable.fault]]) from unreadable
    except TooMuch as much:
        raise NotFetched([str(much)]) from much
    except Closed as closed:
        raise NotFetched(["Anteckningarna är inlämnade. Öppna dem igen om du vill hämta fler."]) from closed
    said = f"{wording.count_notes(added)} hämtade till möte {meeting.number} i {network.place}."
    return [said if added else "Anteckningarna ur filen är redan hämtade.", *fetched.told]


def _faults(fetched: Fetched) -> list[str]:
    if not fetched.notes:
        return ["Det finns inga anteckningar i filen."]
    faults = [f"Utan fråga: ”{_beginning(note.text)}”." for note in fetched.notes if not note.question]
    for note in fetched.notes:
        finds = [find.excerpt for find in check_privacy(note.text) if find.level is Level.BLOCK]
        faults += [f"Personnummer: ”{excerpt}”." for excerpt in finds]
    return faults


def _content(text: PlacedText) -> NoteContent:
    return NoteContent(question=text.question, text=clean_text(text.text), kind=text.kind)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]} …"
