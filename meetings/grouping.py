"""Texts grouped under titles, with the words in each that tie it to the others."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from meetings.evidence import broad, score_concepts, share_out
from meetings.joining import group_by_stem, place_texts, vectors_of
from meetings.learning import follow_headings
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
    """Group the texts; those at the places in `named` lie under headings already, and others may follow.

    A heading is read as one more text that lies under itself. A group holds two texts at least, or one under a
    heading that is there already, and no two groups have the same title. A text is in no group whose other
    texts it shares no word with.
    """
    headings = sorted(set(named.values()))
    under = {**named, **{len(texts) + number: heading for number, heading in enumerate(headings)}}
    grouping = _grouping(texts, headings, concepts)
    groups = []
    for title, places in sorted(grouping.titled(under).items()):
        group = grouping.explained(title, places, len(texts))
        if group.places and (len(group.places) > 1 or title in headings):
            groups.append(group)
    return groups


def explain_texts(texts: Sequence[str], concepts: Sequence[Concept], named: Mapping[int, str]) -> list[Group]:
    """What the texts at the places in `named` have in common under each heading; those with nothing left out."""
    under: dict[str, list[int]] = defaultdict(list)
    for place in sorted(named):
        under[named[place]].append(place)
    grouping = _grouping(texts, sorted(under), concepts)
    groups = (grouping.explained(heading, places, len(texts)) for heading, places in sorted(under.items()))
    return [group for group in groups if group.places]


def _grouping(texts: Sequence[str], headings: Sequence[str], concepts: Sequence[Concept]) -> "_Grouping":
    return _Grouping(read_texts((*texts, *headings), tuple(concepts)), concepts)


class _Grouping:
    def __init__(self, reading: Reading, concepts: Sequence[Concept]) -> None:
        self._reading, self._concepts = reading, concepts
        self._whole = broad(concepts)
        self._scores = score_concepts(reading)

    def titled(self, named: Mapping[int, str]) -> Mapping[str, list[int]]:
        """The places under each title; a title may hold a single one."""
        shares, vectors = share_out(self._scores, self._whole), vectors_of(self._reading.stems)
        placed = place_texts(shares, vectors, max(2, round(SMALLEST * len(shares))))
        by_concept: dict[int, list[int]] = defaultdict(list)
        for place, concept in enumerate(placed):
            if concept is not None:
                by_concept[concept].append(place)
        divided = [part for concept, places in by_concept.items() for part in self._divided(concept, places)]
        titled = {self._concepts[concept].title: places for concept, places in divided if len(places) > 1}
        free = set(range(len(placed))).difference(*titled.values())
        for stem, some in group_by_stem(self._reading.stems, free):
            titled[self._title_of(stem, some, titled)] = list(some)
        return follow_headings(titled, named, vectors, shares, self._scores) if named else titled

    def explained(self, title: str, places: Sequence[int], texts: int) -> Group:
        """The group of those among the first `texts` at these places that share a word with another there."""
        reasons = {place: words for place, words in self._reasons(places).items() if words and place < texts}
        return Group(title, tuple(reasons), tuple(reasons.values()))

    def _reasons(self, places: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """For each place the words in the text that others at `places` share: of the field, else by stem."""
        notions = Counter(notion for place in places for notion in self._notions(place))
        stems = Counter(stem for place in places for stem in self._reading.stems[place])
        return {place: self._shared_notions(place, notions) or self._shared_stems(place, stems) for place in places}

    def _notions(self, place: int) -> set[int]:
        return {self._whole[concept] for concept in self._scores[place]}

    def _shared_notions(self, place: int, notions: Mapping[int, int]) -> tuple[str, ...]:
        own = self._notions(place)
        most = max((notions[notion] for notion in own), default=0)
        shared = {notion for notion in own if notions[notion] == most > 1}
        uses = self._reading.vocabulary.uses
        terms = self._reading.terms[place].items()
        return tuple(
            dict.fromkeys(word for term, word in terms if any(self._whole[use.concept] in shared for use in uses[term]))
        )

    def _shared_stems(self, place: int, stems: Mapping[str, int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for stem, word in self._reading.stems[place].items() if stems[stem] > 1))

    def _divided(self, broadly: int, places: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
        """The texts of a broad concept under it, or under a narrow one that they are mostly about; those of
        another narrow concept apart, when they are many."""
        rest = list(places)
        narrow = self._by_narrow_concept(broadly, places)
        enough = max(2, OWN_THEME * len(self._scores))
        for concept, some in list(narrow.items()):
            if enough <= len(some) < MOSTLY * len(places):
                yield concept, some
                rest = [place for place in rest if place not in some]
                del narrow[concept]
        if rest:
            yield next((c for c, some in narrow.items() if len(some) >= MOSTLY * len(rest)), broadly), rest

    def _by_narrow_concept(self, broadly: int, places: Sequence[int]) -> dict[int, list[int]]:
        by_concept: dict[int, list[int]] = defaultdict(list)
        for place in places:
            within = {c: score for c, score in self._scores[place].items() if self._whole[c] == broadly}
            if within:
                by_concept[min(within, key=lambda concept: (-within[concept], concept))].append(place)
        return {concept: by_concept[concept] for concept in sorted(by_concept) if concept != broadly}

    def _title_of(self, stem: str, places: Sequence[int], taken: Mapping[str, object]) -> str:
        """The commonest written form of the stem; numbered when another theme has it for title."""
        forms = Counter(self._reading.stems[place][stem] for place in places)
        title = min(forms, key=lambda form: (-forms[form], form)).capitalize()
        number = next(number for number in range(1, len(taken) + 2) if _numbered(title, number) not in taken)
        return _numbered(title, number)


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{title} {number}"
