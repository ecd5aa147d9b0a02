"""Texts grouped under titles, with the words in each that tie it to the others."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from meetings.evidence import Target, broad, learn, score_concepts, share_out
from meetings.joining import group_by_stem, place_texts
from meetings.programme import Concept
from meetings.reading import Reading, read_texts

SMALLEST = 0.03  # a theme should hold this share of the texts, and two at least
OWN_THEME = 0.08  # a narrow concept with this share of the texts becomes a theme of its own
MOSTLY = 0.6  # a theme bears the title of a narrow concept that this share of its texts is about


@dataclass(frozen=True, slots=True)
class Group:
    """Places of texts under a title, and for each the words in it that tie it to the others."""

    title: str
    places: tuple[int, ...]
    reasons: tuple[tuple[str, ...], ...]


def group_texts(texts: Sequence[str], concepts: Sequence[Concept], named: Mapping[int, str]) -> list[Group]:
    """Group the texts; those at the places in `named` lie under a heading already, and others may follow.

    A heading is read as one more text that lies under itself. A group holds two texts at least, or one besides
    the heading that it was placed under, and no two groups have the same title.
    """
    headings = sorted(set(named.values()))
    under = {**named, **{len(texts) + number: heading for number, heading in enumerate(headings)}}
    reading = read_texts([*texts, *headings], concepts)
    grouping = _Grouping(reading, concepts, under)
    groups = []
    for title, places in sorted(grouping.titled().items()):
        real = [place for place in places if place < len(texts)]
        if len(places) > 1 and real:
            reasons = grouping.reasons(places)
            groups.append(Group(title, tuple(real), tuple(reasons[place] for place in real)))
    return groups


class _Grouping:
    def __init__(self, reading: Reading, concepts: Sequence[Concept], named: Mapping[int, str]) -> None:
        self._reading, self._concepts, self._named = reading, concepts, named
        self._whole = broad(concepts)
        self._scores = score_concepts(reading)

    def titled(self) -> Mapping[str, list[int]]:
        """The places under each title; a title may hold a single one."""
        shares = learn(self._reading, self._scores, share_out(self._scores, self._whole), self._whole, self._named)
        smallest = max(2, round(SMALLEST * len(shares)))
        placed = place_texts(shares, self._reading.stems, self._named, smallest)
        by_target: dict[Target, list[int]] = defaultdict(list)
        for place, target in enumerate(placed):
            if target is not None:
                by_target[target].append(place)
        titled: dict[str, list[int]] = defaultdict(list)
        for target, places in by_target.items():
            for title, some in self._divided(target, places):
                titled[title] += some
        alone = {places[0] for places in titled.values() if len(places) == 1}
        free = [place for place, target in enumerate(placed) if target is None or place in alone]
        for stem, some in group_by_stem(self._reading.stems, free):
            titled[self._title_of(stem, some, titled)] += some
        return titled

    def reasons(self, places: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """For each place the words in the text that others at `places` share: of the field, else by stem."""
        notions = Counter(notion for place in places for notion in self._notions(place))
        stems = Counter(stem for place in places for stem in self._reading.stems[place])
        return {place: self._shared_notions(place, notions) or self._shared_stems(place, stems) for place in places}

    def _notions(self, place: int) -> set[int]:
        return {self._whole[concept] for concept in self._scores[place]}

    def _shared_notions(self, place: int, notions: Mapping[int, int]) -> tuple[str, ...]:
        most = max((notions[notion] for notion in self._notions(place)), default=0)
        if most < 2:
            return ()
        shared = {notion for notion in self._notions(place) if notions[notion] == most}
        uses = self._reading.vocabulary.uses
        terms = self._reading.terms[place].items()
        return tuple(
            dict.fromkeys(word for term, word in terms if any(self._whole[use.concept] in shared for use in uses[term]))
        )

    def _shared_stems(self, place: int, stems: Mapping[str, int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for stem, word in self._reading.stems[place].items() if stems[stem] > 1))

    def _divided(self, target: Target, places: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
        """The texts of a broad concept, with those apart of a narrow concept that many are about."""
        rest = list(places)
        if isinstance(target, str):
            yield target, rest
            return
        enough = max(2, OWN_THEME * len(self._scores))
        narrow = self._by_narrow_concept(target, places)
        for concept, some in list(narrow.items()):
            if enough <= len(some) < MOSTLY * len(places):
                yield self._concepts[concept].title, some
                rest = [place for place in rest if place not in some]
                del narrow[concept]
        if rest:
            about = next((c for c, some in narrow.items() if len(some) >= MOSTLY * len(rest)), target)
            yield self._concepts[about].title, rest

    def _by_narrow_concept(self, target: int, places: Sequence[int]) -> dict[int, list[int]]:
        by_concept: dict[int, list[int]] = defaultdict(list)
        for place in places:
            within = {c: score for c, score in self._scores[place].items() if self._whole[c] == target}
            if within:
                by_concept[min(within, key=lambda concept: (-within[concept], concept))].append(place)
        return {concept: by_concept[concept] for concept in sorted(by_concept) if concept != target}

    def _title_of(self, stem: str, places: Sequence[int], titled: Mapping[str, list[int]]) -> str:
        """The commonest written form of the stem; with a number when another theme has that title."""
        forms = Counter(self._reading.stems[place][stem] for place in places)
        title = min(forms, key=lambda form: (-forms[form], form)).capitalize()
        taken = sum(title == other.partition(" (")[0] and len(titled[other]) > 1 for other in titled)
        return f"{title} ({taken + 1})" if taken else title
