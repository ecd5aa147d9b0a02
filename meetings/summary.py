"""Summaries: of one meeting in a network, and of a round over all networks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.notes import Note, Source
from meetings.programme import Gathers, Question


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

    `text` is the wording that people read; `compiled_text` is what the rules put together from the notes, so that
    a later compilation can show what is new without overwriting an edit. `about` is the id of an earlier theme
    that this one continues (a priority that a "how" belongs to).
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
) -> Summary:
    """Put a summary together from notes and how they were sorted.

    Themes stand in the order of `questions`, then as given in `sortings`, and are numbered from 1 through the
    whole summary. The compiled text is made of the notes' own words in their order, nothing else. Notes in no
    sorting, or of a question not in `questions`, end in `unsorted`. A sorting whose notes are all gone stays,
    with no sources. Raises ValueError when a note stands in two sortings or a sorting names an unknown question.
    """
    raise NotImplementedError


def merge_summaries(
    notes: Sequence[Note],
    sortings: Sequence[Sorting],
    questions: Sequence[Question],
    own: Sequence[Summary],
    *,
    step: str,
    round_number: int,
    networks: Sequence[str],
    version: int = 1,
    compiled: bool = True,
) -> Summary:
    """Join a round over networks: national themes group the notes directly.

    `networks` are the slugs of all networks that take part in the round; those with no note in `notes` are
    `missing` unless they stand in `own`. `related` of each theme holds the networks' own themes (from their
    shared summaries, `own`) that share at least one note with it, most shared first.
    """
    raise NotImplementedError


def by_gathers(summaries: Sequence[Summary]) -> Mapping[Gathers, tuple[tuple[Summary, Theme], ...]]:
    """Every theme with the summary it stands in, grouped by what its question gathers."""
    raise NotImplementedError
