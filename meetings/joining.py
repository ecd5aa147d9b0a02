"""Which texts share words: through the notions of the field, or through rare stems. Places are indexes of
texts."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import log

from meetings.programme import Concept
from meetings.words import stem, telling_stems, words

Texts = Sequence[list[str]]

WHOLE_WORD = 3  # a vocabulary word this short must be a whole word, or "sip" would claim "sipprar"


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that belong together: their places in order, the words that joined them with how many texts hold
    each, and a title when the vocabulary gives one."""

    title: str
    places: tuple[int, ...]
    words: Counter[str] = field(default_factory=Counter)


def group_by_concept(texts: Texts, concepts: Sequence[Concept]) -> list[Group]:
    """Each text with the concept that it has the most and rarest words of; concepts with one text are left
    out."""
    index = _Index(texts)
    scores: dict[int, list[tuple[float, int]]] = defaultdict(list)
    matched: dict[tuple[int, int], set[str]] = defaultdict(set)
    for number, concept in enumerate(concepts):
        of_concept: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(concept.words):
            found = list(index.matches(word))
            places = dict.fromkeys(place for place, _ in found)
            for place in places:
                of_concept[place] += log(1 + len(texts) / len(places))
            for place, surface in found:
                matched[place, number].add(surface)
        for place, score in of_concept.items():
            scores[place].append((-score, number))
    alone = {number for number, size in _sizes(scores).items() if size == 1}
    chosen: dict[int, list[int]] = defaultdict(list)
    for place in sorted(scores):
        if among := [choice for choice in scores[place] if choice[1] not in alone]:
            chosen[min(among)[1]].append(place)
    return [
        Group(concepts[number].title, tuple(places), Counter(w for p in places for w in matched[p, number]))
        for number, places in sorted(chosen.items())
        if len(places) > 1
    ]


def _sizes(scores: Mapping[int, Sequence[tuple[float, int]]]) -> Counter[int]:
    """How many texts each concept has when each text takes the concept that suits it best."""
    return Counter(min(of_text)[1] for of_text in scores.values())


def group_by_stem(texts: Texts, places: Sequence[int]) -> list[Group]:
    """Texts at `places` that share a rare stem; the stem that joins the most texts is taken first.

    A stem in more than a tenth of the different texts (and in more than four) tells nothing of what they
    are about.
    """
    surfaces = {place: dict(telling_stems(texts[place])) for place in places}
    holders: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for found in surfaces[place]:
            holders[found].append(place)
    most = max(4, len({tuple(texts[place]) for place in places}) // 10)
    queue = [
        (-len(having), found)
        for found, having in holders.items()
        if len(having) > 1 and len({tuple(texts[place]) for place in having}) <= most
    ]
    heapify(queue)
    free, groups = set(places), []
    while queue:
        size, found = heappop(queue)
        joined = [place for place in holders[found] if place in free]
        if len(joined) == -size:
            free.difference_update(joined)
            groups.append(_stem_group(found, joined, surfaces))
        elif len(joined) > 1:
            heappush(queue, (-len(joined), found))
    return groups


def _stem_group(joining: str, places: Sequence[int], surfaces: Mapping[int, Mapping[str, str]]) -> Group:
    """The group with the word that joined it counted highest, then others that at least half the texts
    share."""
    shared = Counter(found for place in places for found in surfaces[place])
    counted: Counter[str] = Counter()
    for found, count in shared.items():
        if count > 1 and 2 * count >= len(places):
            forms = Counter(surfaces[place][found] for place in places if found in surfaces[place])
            counted[min(forms, key=lambda form: (-forms[form], form))] = count + (found == joining)
    return Group("", tuple(places), counted)


class _Index:
    """Where each word of the texts stands."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for word in dict.fromkeys(text):
                self._places[word].append(place)
        self._words = sorted(self._places)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) > WHOLE_WORD:
                self._by_stem[stem(word)].append(word)

    def matches(self, sought: str) -> Iterator[tuple[int, str]]:
        """Each place where a word (or its start, or words in a row) stands, with how it is written there."""
        *before, last = words(sought) or [""]
        for form in self._forms(last) if last else ():
            for place in self._places[form]:
                if not before or _in_a_row([*before, form], self._texts[place]):
                    yield place, " ".join([*before, form])

    def _forms(self, sought: str) -> Sequence[str]:
        if len(sought) <= WHOLE_WORD:
            return [sought] if sought in self._places else []
        forms = set(self._by_stem.get(stem(sought), ()))
        for at in range(bisect_left(self._words, sought), len(self._words)):
            if not self._words[at].startswith(sought):
                break
            forms.add(self._words[at])
        return sorted(forms)


def _in_a_row(phrase: list[str], text: list[str]) -> bool:
    return any(text[at : at + len(phrase)] == phrase for at in range(len(text) - len(phrase) + 1))
