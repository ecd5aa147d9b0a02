"""Sortings changed step by step. A step knows what it changed, so that it can be taken back under what others did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.notes import Note
from meetings.programme import Concept
from meetings.summary import Sorting, Theme

Sortings = tuple[Sorting, ...]


@dataclass(frozen=True, slots=True)
class ChangedTheme:
    """A theme before and after a step, without its notes; None where it wasn't there."""

    id: str
    before: Sorting | None
    after: Sorting | None


@dataclass(frozen=True, slots=True)
class MovedNote:
    """The theme where a note lay before and after a step; None is unsorted."""

    note_id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What a step changed. `order` and `new_order` are the ids of all themes before and after it."""

    themes: tuple[ChangedTheme, ...]
    notes: tuple[MovedNote, ...]
    order: tuple[str, ...]
    new_order: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """True when the step changed nothing."""
        return not self.themes and not self.notes and self.order == self.new_order


def places_of(sortings: Sequence[Sorting]) -> dict[str, str]:
    """Where each sorted note lies: theme id by note id."""
    return {note_id: sorting.id for sorting in sortings for note_id in sorting.note_ids}


def place_notes(sortings: Sequence[Sorting], places: Mapping[str, str | None]) -> Sortings:
    """Put notes (by id) into themes (by id), or out of theirs (None). Themes that aren't there take nothing."""
    known = {sorting.id for sorting in sortings}
    going = {note_id: theme_id for note_id, theme_id in places.items() if theme_id is None or theme_id in known}
    standing = places_of(sortings)
    going = {note_id: theme_id for note_id, theme_id in going.items() if standing.get(note_id) != theme_id}
    arriving: dict[str, list[str]] = {}
    for note_id, theme_id in going.items():
        if theme_id is not None:
            arriving.setdefault(theme_id, []).append(note_id)
    return tuple(
        replace(s, note_ids=(*(n for n in s.note_ids if n not in going), *arriving.get(s.id, ()))) for s in sortings
    )


def merge_themes(sortings: Sequence[Sorting], kept: Theme, other: Theme, title: str) -> Sortings:
    """Join `other` into `kept` under a title. Where somebody has worded either, both texts are kept.

    `kept` and `other` are the themes that `sortings` make, with their compiled texts.
    """
    text = "\n\n".join(filter(None, (kept.text, other.text))) if kept.edited or other.edited else None
    moved = place_notes(sortings, {source.note_id: kept.id for source in other.sources})
    return tuple(
        replace(s, title=title, text=text, about=kept.about or other.about) if s.id == kept.id else s
        for s in moved
        if s.id != other.id
    )


def split_theme(
    sortings: Sequence[Sorting], theme_id: str, note_ids: Collection[str], new_id: str, title: str
) -> Sortings:
    """Move notes of a theme into a new one right after it; those that no longer lie there stay where they lie."""
    grown: list[Sorting] = []
    for s in sortings:
        if s.id != theme_id:
            grown.append(s)
            continue
        going = tuple(note_id for note_id in s.note_ids if note_id in note_ids)
        grown.append(replace(s, note_ids=tuple(note_id for note_id in s.note_ids if note_id not in going)))
        grown.append(Sorting(new_id, s.question, title, going, about=s.about))
    return tuple(grown)


def shift_theme(sortings: Sequence[Sorting], theme_id: str, by: int) -> Sortings:
    """Move a theme up (`by` -1) or down (1) among those of its question; at the end it stays."""
    shifted = list(sortings)
    at = next((n for n, s in enumerate(shifted) if s.id == theme_id), None)
    if at is None:
        return tuple(shifted)
    beside = [n for n, s in enumerate(shifted) if s.question == shifted[at].question]
    where = beside.index(at) + by
    if 0 <= where < len(beside):
        other = beside[where]
        shifted[at], shifted[other] = shifted[other], shifted[at]
    return tuple(shifted)


def step_between(before: Sequence[Sorting], after: Sequence[Sorting]) -> Step:
    """What changed."""
    old, new = ({s.id: replace(s, note_ids=()) for s in sortings} for sortings in (before, after))
    lay, lies = places_of(before), places_of(after)
    return Step(
        themes=tuple(ChangedTheme(k, old.get(k), new.get(k)) for k in {**old, **new} if old.get(k) != new.get(k)),
        notes=tuple(MovedNote(k, lay.get(k), lies.get(k)) for k in {**lay, **lies} if lay.get(k) != lies.get(k)),
        order=tuple(old),
        new_order=tuple(new),
    )


def undo(sortings: Sequence[Sorting], step: Step) -> Sortings:
    """Take a step back. What somebody has changed since the step stays as it stands."""
    standing = {s.id: s for s in sortings}
    for changed in step.themes:
        now = standing.get(changed.id)
        if (replace(now, note_ids=()) if now else None) != changed.after:
            continue
        if changed.before is None:
            if now and set(now.note_ids) <= {note.note_id for note in step.notes}:
                del standing[changed.id]
        else:
            standing[changed.id] = replace(changed.before, note_ids=now.note_ids if now else ())
    lies = places_of(sortings)
    back = {moved.note_id: moved.before for moved in step.notes if lies.get(moved.note_id) == moved.after}
    return _in_order(place_notes(tuple(standing.values()), back), step)


def _in_order(sortings: Sortings, step: Step) -> Sortings:
    """The order before the step, unless somebody has ordered them anew; what is newer comes last."""
    known = [s.id for s in sortings if s.id in step.new_order]
    if known != [theme_id for theme_id in step.new_order if theme_id in set(known)]:
        return sortings
    at = {theme_id: place for place, theme_id in enumerate(step.order)}
    return tuple(sorted(sortings, key=lambda s: at.get(s.id, len(at))))


def suggest_split(theme: Theme, notes: Sequence[Note], concepts: Sequence[Concept]) -> tuple[str, tuple[str, ...]]:
    """A title and the notes of a theme that seem to be a matter of their own; '' and none where nothing does."""
    from meetings.themes import suggest_themes  # slow to import, seldom needed

    behind = {source.note_id for source in theme.sources}
    found = suggest_themes([note for note in notes if note.id in behind], concepts)
    apart = [s for s in found if s.title != theme.title and len(s.note_ids) < len(behind)]
    return (apart[0].title, apart[0].note_ids) if apart else ("", ())
