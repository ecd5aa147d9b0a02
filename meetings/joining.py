"""Which texts belong together: by the evidence for each theme, by likeness to a theme, or by rare words.

Places are indexes of texts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import hypot, log

from meetings.evidence import Shares, Target

LIKENESS = 0.4  # how much likeness to the other texts of a theme says, against evidence from the vocabulary
LEAST = 0.2  # a text that speaks less than this for every theme is placed under none
SMALL = 0.5  # what a theme counts for while it is smaller than a theme should be
MOST_JOINED = 10  # a word in more than one text out of this many tells nothing of what they are about
ALWAYS_RARE = 4  # and a word in this many texts or fewer is always rare

Stems = Mapping[str, str]
Vector = dict[str, float]


def place_texts(
    shares: Sequence[Shares], stems: Sequence[Stems], named: Mapping[int, str], smallest: int
) -> list[Target | None]:
    """What each text is placed under, if anything; those in `named` stay where they are.

    First by evidence alone. Then anew, as evidence and likeness to what lies under each theme say together: a theme of fewer than `smallest` texts gives way, unless somebody has made it.
    """
    vectors = _vectors(stems)
    placed: list[Target | None] = [
        named.get(place) or (_heaviest(of_text) if of_text else None) for place, of_text in enumerate(shares)
    ]
    themes = _Themes(placed, vectors, smallest)
    return [named.get(place) or themes.best(place, of_text) for place, of_text in enumerate(shares)]


def group_by_stem(stems: Sequence[Stems], places: Iterable[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Texts at `places` that share a rare stem, with the stem; the one that joins the most texts comes first."""
    free = set(places)
    holders: dict[str, list[int]] = defaultdict(list)
    for place in sorted(free):
        for stem in stems[place]:
            holders[stem].append(place)
    different = {place: " ".join(stems[place].values()) for place in free}
    most = max(ALWAYS_RARE, len(set(different.values())) // MOST_JOINED)
    queue = [
        (-len(having), stem)
        for stem, having in holders.items()
        if len(having) > 1 and len({different[place] for place in having}) <= most
    ]
    heapify(queue)
    groups = []
    while queue:
        size, stem = heappop(queue)
        joined = [place for place in holders[stem] if place in free]
        if len(joined) == -size:
            free.difference_update(joined)
            groups.append((stem, tuple(joined)))
        elif len(joined) > 1:
            heappush(queue, (-len(joined), stem))
    return groups


def _heaviest(shares: Shares) -> Target:
    return min(shares, key=lambda target: (-shares[target], str(target)))


def _vectors(stems: Sequence[Stems]) -> list[Vector]:
    """Each text's stems weighed by rarity, as a vector of length one; a stem in one text alone joins nothing."""
    holders = Counter(stem for of_text in stems for stem in of_text)
    vectors = []
    for of_text in stems:
        weights = {stem: log(len(stems) / holders[stem]) for stem in sorted(of_text) if holders[stem] > 1}
        length = hypot(*weights.values()) or 1.0
        vectors.append({stem: weight / length for stem, weight in weights.items()})
    return vectors


class _Themes:
    """What lies under each theme, for likeness: the cosine between a text and the sum of the other texts."""

    def __init__(self, placed: Sequence[Target | None], vectors: Sequence[Vector], smallest: int) -> None:
        self._placed, self._vectors = placed, vectors
        self._sizes = Counter(target for target in placed if target is not None)
        self._small = {t for t, size in self._sizes.items() if size < smallest and not isinstance(t, str)}
        self._sums: dict[str, dict[Target, float]] = defaultdict(lambda: defaultdict(float))
        for target, vector in zip(placed, vectors, strict=True):
            if target is not None:
                for stem, weight in vector.items():
                    self._sums[stem][target] += weight
        squares: dict[Target, float] = defaultdict(float)
        for by_target in self._sums.values():
            for target, weight in by_target.items():
                squares[target] += weight * weight
        self._squares = squares

    def best(self, place: int, shares: Shares) -> Target | None:
        """The theme that the text speaks most for, if it speaks enough for any."""
        total = {target: share for target, share in shares.items() if target in self._sizes}
        for target, likeness in self._likeness(place).items():
            total[target] = total.get(target, 0.0) + LIKENESS * likeness
        for target in total.keys() & self._small:
            total[target] *= SMALL
        if not total:
            return None
        best = _heaviest(total)
        return best if total[best] >= LEAST else None

    def _likeness(self, place: int) -> Shares:
        vector, own = self._vectors[place], self._placed[place]
        dots: Shares = defaultdict(float)
        for stem, weight in vector.items():
            for target, summed in self._sums[stem].items():
                dots[target] += weight * (summed - weight if target == own else summed)
        return {
            target: dot / length
            for target, dot in dots.items()
            if dot > 0 and (length := self._length(target, dot if target == own else None)) > 0
        }

    def _length(self, target: Target, dot_of_own: float | None) -> float:
        """The length of a theme's sum; without the text itself when `dot_of_own` tells its dot with the rest."""
        if dot_of_own is None:
            return self._squares[target] ** 0.5
        return max(0.0, self._squares[target] - 2 * dot_of_own - 1) ** 0.5
