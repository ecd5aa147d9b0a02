"""Where the words of the field stand in a text: as they are, inflected, inside compounds, in a row."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.compounds import Lexicon
from meetings.programme import Concept
from meetings.words import stem, words

WHOLE_WORD = 3  # a vocabulary word this short must be a whole word, or "sip" would claim "sipprar"
GAP = 2  # other words that may stand between two words of an expression: "stöd till oss anhöriga"
HINT = 0.2  # what a hint weighs against a word
_ENDINGS = frozenset(["", "ar", "er", "or", "en", "et", "n", "na", "arna", "erna", "orna"])


@dataclass(frozen=True, slots=True)
class Use:
    """Which concept (by its place in the vocabulary) a term tells of, and what it weighs there."""

    concept: int
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A term of the vocabulary in a text, as it is written there."""

    term: str
    written: str


@dataclass(frozen=True, slots=True)
class Span:
    """An element of a term within one word, from `start` up to `end`.

    `whole` tells that it is the word or the part of a compound in some form, and not only its beginning;
    `alone` that it may count by itself, since nothing but an ending differs: "träffen" for "träffar", but not
    "vårdar" for "vårdare".
    """

    element: str
    start: int
    end: int
    whole: bool
    alone: bool


class Vocabulary:
    """The terms of some concepts. A term is one element, or several that stand in a row."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.uses: dict[str, list[Use]] = defaultdict(list)
        for number, concept in enumerate(concepts):
            for weight, terms in ((1.0, concept.words), (HINT, concept.hints)):
                for term in dict.fromkeys(" ".join(words(text)) for text in terms):
                    if term:
                        self.uses[term].append(Use(number, weight))
        self.elements = {element for term in self.uses for element in term.split()}
        self._single = {term for term in self.uses if " " not in term}
        self._rows: dict[str, list[_Row]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._prepare(Lexicon(self.elements))

    def _prepare(self, lexicon: Lexicon) -> None:
        """Learn the expressions that say the same as a compound term, last part first: "stöd … anhörig"."""
        for term in self.uses:
            row = tuple(term.split())
            if len(row) > 1:
                self._rows[row[0]].append(_Row(term, row, False))
            elif len(parts := lexicon.parts(term)) > 1:
                self.elements.update(parts)
                self._rows[parts[-1]].append(_Row(term, (parts[-1], *parts[:-1]), True))
        for element in sorted(self.elements):
            if len(element) > WHOLE_WORD:
                self._by_stem[stem(element)].append(element)

    def spans(self, word: str, parts: Sequence[str]) -> tuple[Span, ...]:
        """The elements that `word` or a part of it begins with, or is another form of."""
        starts = {0: word}
        start = 0
        for part in parts:
            start = word.find(part, start)
            starts.setdefault(start, part)
            start += len(part)
        return tuple(span for start, part in starts.items() for span in self._begun(part, start))

    def _begun(self, part: str, start: int) -> Iterator[Span]:
        same = self._by_stem.get(stem(part), ()) if len(part) > WHOLE_WORD else ()
        for length in range(min(len(part), WHOLE_WORD + 1), len(part) + 1):
            if (beginning := part[:length]) in self.elements:
                yield Span(beginning, start, start + length, length == len(part) or beginning in same, True)
        for element in same:
            if not part.startswith(element):
                yield Span(element, start, start + len(part), True, _differ_by_ending(element, part))

    def has_term(self, spans: Sequence[Span]) -> bool:
        """True when a word with these `spans` is or holds a term by itself."""
        return any(span.alone and span.element in self._single for span in spans)

    def find(self, text: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Found]:
        """The terms in a text whose words have these `spans`.

        The longest expression counts: a word in a row does not count alone, and of matches that overlap within
        a word the first and longest counts.
        """
        taken: dict[int, tuple[int, ...]] = {}
        for term, places in sorted(self._found_rows(spans), key=lambda row: (-len(row[1]), row[1], row[0])):
            if all(taken.get(place, places) == places for place in places):
                taken.update(dict.fromkeys(places, places))
                yield Found(term, " ".join(text[place] for place in sorted(places)))
        for place, in_word in enumerate(spans):
            if place not in taken:
                end = 0
                for span in sorted(in_word, key=lambda span: (span.start, -span.end, span.element)):
                    if span.alone and span.element in self._single and span.start >= end:
                        end = span.end
                        yield Found(span.element, text[place])

    def _found_rows(self, spans: Sequence[Sequence[Span]]) -> Iterator[tuple[str, tuple[int, ...]]]:
        present = {span.element for in_word in spans for span in in_word}
        for place, in_word in enumerate(spans):
            for span in in_word:
                for row in self._rows.get(span.element, ()):
                    if present.issuperset(row.elements) and (places := _in_a_row(row, spans, place)):
                        yield row.term, (place, *places)


@dataclass(frozen=True, slots=True)
class _Row:
    """Elements that stand in a row for a term; those after the first as whole words if the term is a compound."""

    term: str
    elements: tuple[str, ...]
    compound: bool


@lru_cache(maxsize=2)
def vocabulary_of(concepts: tuple[Concept, ...]) -> Vocabulary:
    """The vocabulary of some concepts, kept for the next question; it does not change once made."""
    return Vocabulary(concepts)


def _differ_by_ending(one: str, other: str) -> bool:
    return any(len(base) > WHOLE_WORD for base in _bases(one) & _bases(other))


def _bases(word: str) -> set[str]:
    return {word.removesuffix(ending) for ending in _ENDINGS}


def _in_a_row(row: _Row, spans: Sequence[Sequence[Span]], place: int) -> tuple[int, ...]:
    """Where the elements of `row` follow after the first at `place`, in order; empty when they don't."""
    found = []
    for element in row.elements[1:]:
        following = range(place + 1, min(place + 2 + GAP, len(spans)))
        at = next((n for n in following if _holds(spans[n], element, row.compound)), None)
        if at is None:
            return ()
        found.append(at)
        place = at
    return tuple(found)


def _holds(spans: Sequence[Span], element: str, whole: bool) -> bool:
    return any(span.element == element and (span.whole or not whole) for span in spans)
