"""Where the words of the field stand in a text: as they are, inflected, inside compounds, in a row."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.compounds import Lexicon
from meetings.programme import Concept
from meetings.words import stem, words

WHOLE_WORD = 3  # a vocabulary word this short must be a whole word, or "sip" would claim "sipprar"
GAP = 2  # other words that may stand between two words of an expression: "stöd till oss anhöriga"
HINT = 0.4  # what a hint weighs against a word


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
    """An element of a term within one word, from `start` up to `end`."""

    element: str
    start: int
    end: int


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
        self._rows: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)

    def prepare(self, lexicon: Lexicon) -> None:
        """Learn the expressions that say the same as a compound term, last part first: "stöd … anhörig"."""
        for term in self.uses:
            row = tuple(term.split())
            if len(row) > 1:
                self._rows[row[0]].append((term, row))
            elif len(parts := lexicon.parts(term)) > 1:
                self.elements.update(parts)
                self._rows[parts[-1]].append((term, (parts[-1], *parts[:-1])))
        for element in sorted(self.elements):
            if len(element) > WHOLE_WORD:
                self._by_stem[stem(element)].append(element)

    def spans(self, word: str, parts: Sequence[str]) -> tuple[Span, ...]:
        """The elements that `word` or a part of it begins with, or is another form of."""
        found = []
        start = 0
        starts = {0: word}
        for part in parts:
            start = word.find(part, start)
            starts.setdefault(start, part)
            start += len(part)
        for start, part in starts.items():
            for length in range(WHOLE_WORD + 1, len(part) + 1):
                if part[:length] in self.elements:
                    found.append(Span(part[:length], start, start + length))
            if part in self.elements and len(part) <= WHOLE_WORD:
                found.append(Span(part, start, start + len(part)))
            elif len(part) > WHOLE_WORD:
                for element in self._by_stem.get(stem(part), ()):
                    if not part.startswith(element):
                        found.append(Span(element, start, start + len(part)))
        return tuple(found)

    def find(self, text: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Found]:
        """The terms in a text whose words have these `spans`. The longest expression counts: a word in a row
        does not count alone, nor does the beginning of a longer match."""
        taken: set[int] = set()
        rows = sorted(self._found_rows(spans), key=lambda row: (-len(row[1]), row[1], row[0]))
        claimed: dict[int, tuple[int, ...]] = {}
        for term, places in rows:
            if all(claimed.get(place, places) == places for place in places):
                claimed.update(dict.fromkeys(places, places))
                taken.update(places)
                yield Found(term, " ".join(text[place] for place in sorted(places)))
        for place, in_word in enumerate(spans):
            if place not in taken:
                single = [span for span in in_word if span.element in self._single]
                for span in single:
                    if not any(_within(span, other) for other in single):
                        yield Found(span.element, text[place])

    def _found_rows(self, spans: Sequence[Sequence[Span]]) -> Iterator[tuple[str, tuple[int, ...]]]:
        for place, in_word in enumerate(spans):
            for span in in_word:
                for term, row in self._rows.get(span.element, ()):
                    if places := _in_a_row(row[1:], spans, place):
                        yield term, (place, *places)


def _in_a_row(row: Sequence[str], spans: Sequence[Sequence[Span]], place: int) -> tuple[int, ...]:
    """Where the elements of `row` follow after `place`, in order; empty when they don't."""
    found = []
    for element in row:
        following = range(place + 1, min(place + 2 + GAP, len(spans)))
        at = next((n for n in following if any(span.element == element for span in spans[n])), None)
        if at is None:
            return ()
        found.append(at)
        place = at
    return tuple(found)


def _within(span: Span, other: Span) -> bool:
    longer = other.end - other.start > span.end - span.start
    return longer and other.start <= span.start and span.end <= other.end
