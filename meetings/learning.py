"""Place texts as somebody has sorted others: what is suggested follows what is decided."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import hypot, sqrt

from meetings.evidence import Scores
from meetings.joining import Vector

CAUTION = 1.0  # a group follows a heading when more of its sorted texts than this speak for it
ALONE = 0.3  # what speaks for leaving a text alone that no group had room for

_Choice = tuple[bool, str]  # whether it is a heading that somebody has made, and its text


def follow_headings(
    titled: Mapping[str, Sequence[int]], named: Mapping[int, str], vectors: Sequence[Vector], shares: Sequence[Scores]
) -> dict[str, list[int]]:
    """The groups in `titled` after the texts in `named` were put under headings.

    What is left of a group follows the heading that its sorted texts lie under, if that heading's texts lie in
    the group. A single text goes elsewhere when it is much like what is sorted there. Where no heading fits,
    the suggested group stays.
    """
    group = {place: title for title, places in titled.items() for place in places}
    drawn = _drawn(group, named)
    kin = _Kin(named, vectors, shares)
    headed: dict[str, list[int]] = defaultdict(list)
    for place in range(len(vectors)):
        if place in named:
            headed[named[place]].append(place)
            continue
        scores: dict[_Choice, float] = defaultdict(float)
        scores.update(drawn.get(group.get(place, ""), {}))
        scores[False, group.get(place, "")] = 1 - sum(scores.values()) if place in group else ALONE
        for heading, likeness in kin.of(place).items():
            scores[True, heading] += likeness
        _, title = min(scores, key=lambda choice: (-scores[choice], choice))
        if title:
            headed[title].append(place)
    return dict(headed)


def _drawn(group: Mapping[int, str], named: Mapping[int, str]) -> dict[str, dict[_Choice, float]]:
    """How strongly each group is drawn to each heading, less than 1 in all.

    A heading draws by how many of its texts lie in the group times the share of its texts that do: one that
    lies mostly elsewhere has only lent the group a text.
    """
    held = Counter(named.values())
    together = Counter((group[place], heading) for place, heading in named.items() if place in group)
    pulls: dict[str, dict[_Choice, float]] = defaultdict(dict)
    for (title, heading), count in sorted(together.items()):
        pulls[title][True, heading] = count * count / held[heading]
    return {
        title: {choice: pull / (sum(by_choice.values()) + CAUTION) for choice, pull in by_choice.items()}
        for title, by_choice in pulls.items()
    }


class _Kin:
    """What lies under each heading, and how like it a text is in stems and in what it is about."""

    def __init__(self, named: Mapping[int, str], vectors: Sequence[Vector], shares: Sequence[Scores]) -> None:
        self._features = [_features(*pair) for pair in zip(vectors, shares, strict=True)]
        self._sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for place, heading in sorted(named.items()):
            for feature, weight in self._features[place].items():
                self._sums[feature][heading] += weight
        squares: dict[str, float] = defaultdict(float)
        for by_heading in self._sums.values():
            for heading, weight in by_heading.items():
                squares[heading] += weight * weight
        self._lengths = {heading: sqrt(square) for heading, square in squares.items()}

    def of(self, place: int) -> dict[str, float]:
        """For each heading the cosine between the text and the sum of the texts there."""
        likeness: dict[str, float] = defaultdict(float)
        for feature, weight in self._features[place].items():
            for heading, summed in self._sums.get(feature, {}).items():
                likeness[heading] += weight * summed / self._lengths[heading]
        return likeness


def _features(vector: Vector, shares: Scores) -> dict[str, float]:
    """Stems and concepts as one vector of length one, each half of it."""
    length = hypot(*shares.values()) or 1.0
    concepts = {f"#{concept}": share / length for concept, share in shares.items()}
    half = 0.5**0.5
    return {feature: weight * half for feature, weight in (*sorted(vector.items()), *sorted(concepts.items()))}
