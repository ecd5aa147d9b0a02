"""Summaries: of one meeting in a network, and of a round over all networks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.notes import Note, Source, source_of
from meetings.outcome import NOTHING, Outcome
from meetings.programme import Gathers, Question
from meetings.wording import compiled_text


@dataclass(frozen=True, slots=True)
class ThemeRef:
    """A theme of a network's own shared summary, seen from a national theme that shares notes with it."""

    network: str
    meeting: int
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of notes under one heading.

    `text` is the wording that people read; `compiled_text` is what the rules put together from the notes,
    so that a later compilation can show what is new without overwriting an edit. `about` is the id of an
    earlier theme that this one continues (a priority that a "how" belongs to). `chosen`: the network chose it as a
    priority area.
    """

    id: str
    number: int
    question: str
    gathers: Gathers
    title: str
    text: str
    compiled_text: str
    sources: tuple[Source, ...]
    about: str | None = None
    related: tuple[ThemeRef, ...] = ()
    chosen: bool = False

    @property
    def weight(self) -> int:
        """How many notes stand behind the theme."""
        return len(self.sources)

    @property
    def networks(self) -> tuple[str, ...]:
        """The slugs of the networks whose notes stand behind the theme, each once, in order of appearance."""
        return tuple(dict.fromkeys(source.network for source in self.sources))

    @property
    def edited(self) -> bool:
        """True when somebody has worded the theme anew."""
        return self.text != self.compiled_text


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a meeting (`network` set) or of a round over networks (`network` None).

    `compiled` is False for what the rules made of submitted notes that nobody has sorted yet
    (*ännu inte sammanställt*). `unsorted` are the notes in no theme: counted, never dropped.
    `submitted` and `missing` are the slugs of the networks that have, and have not, handed in (a round only).
    `outcome` is what the meeting came to in the network's own words (of a meeting only).
    """

    network: str | None
    meeting: int
    steps: tuple[str, ...]
    version: int
    compiled: bool
    themes: tuple[Theme, ...]
    unsorted: tuple[Source, ...] = ()
    submitted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    outcome: Outcome = NOTHING

    @property
    def notes(self) -> int:
        """How many notes the summary stands on, sorted or not."""
        ids = {source.note_id for theme in self.themes for source in theme.sources}
        return len(ids | {source.note_id for source in self.unsorted})


@dataclass(frozen=True, slots=True)
class Sorting:
    """How notes were sorted into one theme: by a person, or by an accepted suggestion.

    `text` None means that nobody has worded it; then the compiled text is used.
    """

    id: str
    question: str
    title: str
    note_ids: tuple[str, ...]
    text: str | None = None
    about: str | None = None


def compile_summary(
    notes: Sequence[Note],
    sortings: Sequence[Sorting],
    questions: Sequence[Question],
    *,
    network: str | None,
    meeting: int,
    steps: Sequence[str],
    version: int = 1,
    compiled: bool = True,
    outcome: Outcome = NOTHING,
) -> Summary:
    """Put a summary together from notes and how they were sorted.

    Themes stand in the order of `questions`, then as given in `sortings`, and are numbered from 1 through
    the whole summary. The compiled text is made of the notes' own words in their order, nothing else, and
    of the first `MOST_WORDED` notes at most: `weight` tells how many more stand behind the theme. Notes in
    no sorting, or of a question not in `questions`, end in `unsorted`. A sorting whose notes are all gone
    stays, with no sources. `outcome` is carried as it is. Raises ValueError when a note stands in two sortings
    or a sorting names an unknown question.
    """
    asked = {question.key: question for question in questions}
    _check_sortings(sortings, asked)
    themes = _themes([note for note in notes if note.question in asked], sortings, questions)
    in_themes = {source.note_id for theme in themes for source in theme.sources}
    return Summary(
        network=network,
        meeting=meeting,
        steps=tuple(steps),
        version=version,
        compiled=compiled,
        themes=themes,
        unsorted=tuple(source_of(note) for note in notes if note.id not in in_themes),
        outcome=outcome,
    )


def merge_summaries(
    notes: Sequence[Note],
    sortings: Sequence[Sorting],
    questions: Sequence[Question],
    own: Sequence[Summary],
    *,
    step: str,
    round_number: int,
    networks: Sequence[str],
    handed_in: Sequence[str],
    version: int = 1,
    compiled: bool = True,
) -> Summary:
    """Join a round over networks: national themes group the notes directly.

    `networks` are the slugs of all networks that take part in the round; those not in `handed_in` are `missing` (a
    network may have handed in notes that say nothing of this step). A theme that nobody has worded has no text: a
    network's notes are not for the other networks to read (domain.md, Small groups).
    `related` of each theme holds the networks' own themes (from their shared summaries, `own`) that share at
    least one note with it, most shared first.
    """
    worded = [replace(sorting, text=sorting.text or "") for sorting in sortings]
    summary = compile_summary(
        notes,
        worded,
        questions,
        network=None,
        meeting=round_number,
        steps=(step,),
        version=version,
        compiled=compiled,
    )
    return replace(
        summary,
        themes=tuple(replace(t, compiled_text="", related=_related(t, own)) for t in summary.themes),
        submitted=tuple(slug for slug in networks if slug in handed_in),
        missing=tuple(slug for slug in networks if slug not in handed_in),
    )


def by_gathers(summaries: Sequence[Summary]) -> Mapping[Gathers, tuple[tuple[Summary, Theme], ...]]:
    """Every theme with the summary it stands in, grouped by what its question gathers.

    Every kind has an entry, empty when nothing was gathered; themes keep the order of `summaries`.
    """
    return {
        gathers: tuple(
            (summary, theme) for summary in summaries for theme in summary.themes if theme.gathers == gathers
        )
        for gathers in Gathers
    }


def _check_sortings(sortings: Sequence[Sorting], asked: Mapping[str, Question]) -> None:
    standing: dict[str, str] = {}
    for sorting in sortings:
        if sorting.question not in asked:
            raise ValueError(f"sorting {sorting.id} names the unknown question {sorting.question!r}")
        for note_id in sorting.note_ids:
            if standing.setdefault(note_id, sorting.id) != sorting.id:
                raise ValueError(f"note {note_id} stands in two sortings: {standing[note_id]}, {sorting.id}")


def _themes(notes: Sequence[Note], sortings: Sequence[Sorting], questions: Sequence[Question]) -> tuple[Theme, ...]:
    places = {note.id: place for place, note in enumerate(notes)}
    themes: list[Theme] = []
    for question in questions:
        for sorting in sortings:
            if sorting.question == question.key:
                held = sorted({places[note_id] for note_id in sorting.note_ids if note_id in places})
                number = len(themes) + 1
                themes.append(_theme(sorting, question, number, [notes[place] for place in held]))
    return tuple(themes)


def _theme(sorting: Sorting, question: Question, number: int, notes: Sequence[Note]) -> Theme:
    compiled = compiled_text(note.text for note in notes)
    return Theme(
        id=sorting.id,
        number=number,
        question=question.key,
        gathers=question.gathers,
        title=sorting.title,
        text=compiled if sorting.text is None else sorting.text,
        compiled_text=compiled,
        sources=tuple(source_of(note, number) for note in notes),
        about=sorting.about,
    )


def _related(theme: Theme, own: Sequence[Summary]) -> tuple[ThemeRef, ...]:
    behind = {source.note_id for source in theme.sources}
    shared: Counter[ThemeRef] = Counter()
    for summary in own:
        for other in summary.themes:
            common = sum(source.note_id in behind for source in other.sources)
            if common and summary.network:
                shared[ThemeRef(summary.network, summary.meeting, other.number, other.title)] = common
    return tuple(sorted(shared, key=lambda ref: (-shared[ref], ref.network, ref.meeting, ref.number)))
