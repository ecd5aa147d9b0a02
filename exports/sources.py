"""The thread back from a sentence: source marks, and the appendix that they lead to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from exports.context import Context
from exports.document import Block, Heading, Inline, Item, ListBlock, Mark, Paragraph, Text
from exports.wording import count_notes, counted
from meetings.notes import Note, Source
from meetings.summary import Summary, Theme

Marking = Callable[[str, Sequence[Source]], tuple[Inline, ...]]

MOST_MARKS = 8
GONE = "Anteckningen finns inte längre."


def source_marks(sources: Sequence[Source]) -> tuple[Inline, ...]:
    """A mark for each note behind a network's sentence (M3·T2·N4), `MOST_MARKS` at most; the rest counted."""
    marks: list[Inline] = []
    for source in sources[:MOST_MARKS]:
        marks += [Text(" "), Mark(source.mark, _anchor(source.mark))]
    left = len(sources) - MOST_MARKS
    return (*marks, Text(f" och {left} till")) if left > 0 else tuple(marks)


def first_mark(sources: Sequence[Source]) -> Mark:
    """One mark for a whole theme (M3·T2), which leads to the first of its notes."""
    return Mark(sources[0].mark.rpartition("·")[0], _anchor(sources[0].mark))


def with_marks(text: str, sources: Sequence[Source]) -> tuple[Inline, ...]:
    """A sentence with the marks of its sources after it."""
    return (Text(text), *source_marks(sources))


def without_marks(text: str, _sources: Sequence[Source]) -> tuple[Inline, ...]:
    """The sentence alone, for a version whose sources stand in an appendix."""
    return (Text(text),)


def sources_appendix(sources: Iterable[Source], notes: Mapping[str, Note]) -> tuple[Block, ...]:
    """Every note behind a document of one network, in order; nothing when there is none."""
    told = sorted(dict.fromkeys(sources), key=lambda s: (s.meeting, s.theme is None, s.theme or 0, s.note))
    if not told:
        return ()
    blocks: list[Block] = [
        Heading(2, "Källor", "kallor"),
        Paragraph((Text("M är mötet, T temat i dess sammanställning och N anteckningen."),), "muted"),
    ]
    for meeting, group in groupby(told, key=lambda source: source.meeting):
        items = (
            Item(
                (
                    Text(source.mark, strong=True),
                    Text(f" {note.text if (note := notes.get(source.note_id)) else GONE}"),
                ),
                _anchor(source.mark),
            )
            for source in group
        )
        blocks += [Heading(3, f"Möte {meeting}"), ListBlock(tuple(items))]
    return tuple(blocks)


def theme_mark(summary: Summary, theme: Theme) -> Mark:
    """The mark of a national theme (M2·T1), which tells of no network and no note."""
    label = f"M{summary.meeting}·T{theme.number}"
    return Mark(label, _anchor(label))


def behind(theme: Theme) -> str:
    """For example "9 anteckningar från 4 nätverk"."""
    return f"{count_notes(theme.weight)} från {counted(len(theme.networks), 'nätverk')}"


def themes_appendix(
    summaries: Sequence[Summary], context: Context, notes: Mapping[str, Note] | None
) -> tuple[Block, ...]:
    """How much stands behind each national theme; with `notes`, for staff alone, what was noted and where.

    A note never stands with a perspective: in a small network that would tell who said it.
    """
    found = [(summary, theme) for summary in summaries for theme in summary.themes]
    if not found:
        return ()
    opening = (Heading(2, "Källor", "kallor"), Paragraph((Text("M är mötesomgången och T temat."),), "muted"))
    if notes is None:
        items = (
            Item((Text(mark.label, strong=True), Text(f" {theme.title}: {behind(theme)}")), mark.anchor)
            for summary, theme in found
            for mark in (theme_mark(summary, theme),)
        )
        return (*opening, ListBlock(tuple(items)))
    blocks: list[Block] = list(opening)
    for summary, theme in found:
        mark = theme_mark(summary, theme)
        blocks += [
            Heading(3, f"{mark.label} {theme.title}", mark.anchor),
            Paragraph((Text(f"{behind(theme)}."),), "muted"),
            ListBlock(tuple(_noted(source, context, notes) for source in theme.sources)),
        ]
    return tuple(blocks)


def _noted(source: Source, context: Context, notes: Mapping[str, Note]) -> Item:
    note = notes.get(source.note_id)
    place = f"{context.named([source.network])} M{source.meeting}·N{source.note}"
    return Item((Text(place, strong=True), Text(f" {note.text if note else GONE}")))


def _anchor(mark: str) -> str:
    return f"kalla-{mark.replace('·', '-').lower()}"
