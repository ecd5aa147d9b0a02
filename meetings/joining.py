"""Which texts belong together: by the evidence for each theme, by likeness to a theme, or by rare words.

Places are indexes of texts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import hypot, log, sqrt

from meetings.evidence import Scores

LIKENESS = 0.4  # how much likeness to the other texts of a theme says, against evidence from the vocabulary
LEAST = 0.2  # a text that speaks less than this for every theme is placed under none
SMALL = 0.5  # what a theme counts for while it is smaller than a theme should be
MOST_JOINED = 10  # a word in more than one text out of this many tells nothing of what they are about
ALWAYS_RARE = 4  # and a word in this many texts or fewer is always rare

Stems = Mapping[str, str]
Vector = dict[str, float]


def place_texts(shares: Sequence[Scores], vectors: Sequence[Vector], smallest: int) -> list[int | None]:
    """The broad concept that each text is placed under, if any.

    First by evidence alone. Then anew, as evidence and likeness to what lies under each concept say together: a
    concept with fewer than `smallest` texts gives way.
    """
    first = [_heaviest(of_text) if of_text else None for of_text in shares]
    themes = _Themes(first, vectors, smallest)
    return [themes.best(place, of_text) for place, of_text in enumerate(shares)]


def group_by_stem(stems: Sequence[Stems], places: Iterable[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Texts at `places` that share a rare stem, with the stem; the one that joins the most texts comes first."""
    free = set(places)
    holders: dict[str, list[int]] = defaultdict(list)
    for place in sorted(free):
        for stem in stems[place]:
            holders[stem].append(place)
    rare = _rare_stems(stems)
    queue = [(-len(having), stem) for stem, having in holders.items() if len(having) > 1 and stem in rare]
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


def _rare_stems(stems: Sequence[Stems]) -> set[str]:
    """The stems that stand in few texts, a text that is there twice counted once."""
    different = {" ".join(of_text.values()): of_text for of_text in stems}.values()
    most = max(ALWAYS_RARE, len(different) // MOST_JOINED)
    return {stem for stem, count in Counter(stem for of_text in different for stem in of_text).items() if count <= most}


def vectors_of(stems: Sequence[Stems]) -> list[Vector]:
    """Each text's stems weighed by rarity, as a vector of length one; a stem in one text alone joins nothing."""
    holders = Counter(stem for of_text in stems for stem in of_text)
    vectors = []
    for of_text in stems:
        weights = {stem: log(len(stems) / holders[stem]) for stem in sorted(of_text) if holders[stem] > 1}
        length = hypot(*weights.values()) or 1.0
        vectors.append({stem: weight / length for stem, weight in weights.items()})
    return vectors


def _heaviest(shares: Scores) -> int:
    return min(shares, key=lambda concept: (-shares[concept], concept))


class _Themes:
    """What lies under each theme, for likeness: the cosine between a text and the sum of the other texts."""

    def __init__(self, placed: Sequence[int | None], vectors: Sequence[Vector], smallest: int) -> None:
        self._placed, self._vectors = placed, vectors
        sizes = Counter(concept for concept in placed if concept is not None)
        self._small = {concept for concept, size in sizes.items() if size < smallest}
        self._sums: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
        for concept, vector in zip(placed, vectors, strict=True):
            if concept is not None:
                for stem, weight in vector.items():
                    self._sums[stem][concept] += weight
        self._squares: Scores = defaultdict(float)
        for by_concept in self._sums.values():
            for concept, weight in by_concept.items():
                self._squares[concept] += weight * weight

    def best(self, place: int, shares: Scores) -> int | None:
        """The concept that the text speaks most for, if it speaks enough for any."""
        total = dict(shares)
        for concept, likeness in self._likeness(place).items():
            total[concept] = total.get(concept, 0.0) + LIKENESS * likeness
        for concept in total.keys() & self._small:
            total[concept] *= SMALL
        if not total:
            return None
        best = _heaviest(total)
        return best if total[best] >= LEAST else None

    def _likeness(self, place: int) -> Scores:
        vector, own = self._vectors[place], self._placed[place]
        dots: Scores = defaultdict(float)
        for stem, weight in vector.items():
            for concept, summed in self._sums[stem].items():
                dots[concept] += weight * (summed - weight if concept == own else summed)
        squares = {concept: self._squares[concept] for concept in dots}
        if own in squares:
            squares[own] -= 2 * dots[own] + 1  # the text itself is not among the others
        return {concept: dot / sqrt(squares[concept]) for concept, dot in dots.items() if dot > 1e-9 < squares[concept]}
