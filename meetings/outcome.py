"""What a meeting came to, in the network's own words: for whoever reads no more than ten lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_POINTS = 5
FEWEST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """Three to five key points, what the meeting agreed on and what it didn't; each a list of short sentences.

    Nothing is required: a meeting may leave any of them empty.
    """

    key_points: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    disagreed: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing is written."""
        return not (self.key_points or self.agreed or self.disagreed)


NOTHING = Outcome()


def suggest_points(groups: Sequence[tuple[str, Sequence[str]]], texts: Mapping[str, str]) -> tuple[str, ...]:
    """Key points to begin with: of the weightiest groups (heading, ids of notes), at most `MOST_POINTS`, each as its
    heading with how the first note behind it begins.

    Groups of equal weight keep their order. A group of one note is no sign of weight and is left out, unless fewer
    than `FEWEST_POINTS` are left.
    """
    weighty = sorted(groups, key=lambda group: -len(group[1]))
    heavy = [group for group in weighty if len(group[1]) > 1]
    chosen = heavy if len(heavy) >= FEWEST_POINTS else weighty[:FEWEST_POINTS]
    return tuple(_point(title, texts[ids[0]]) for title, ids in chosen[:MOST_POINTS] if ids)


def _point(title: str, text: str) -> str:
    sentence = " ".join(text.split()).partition(". ")[0].rstrip(".")
    if sentence.casefold().startswith(title.casefold()):
        return f"{sentence}."
    return f"{title}: {sentence}."
