"""What a number of texts say: the terms of the field that stand in each, and the stems of its telling words.

Both remember how the word is written, so that whatever is joined by them can be explained with words that the
reader finds in the text.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.compounds import Lexicon
from meetings.programme import Concept
from meetings.spelling import corrections
from meetings.vocabulary import Span, Vocabulary, vocabulary_of
from meetings.words import STOP_WORDS, cut_short, stem, words

SHORTEST_TELLING = 4  # shorter words are mostly small words, and say little of what a text is about
SHORTEST_ABBREVIATION = 4  # "växelv" can be told from its beginning; shorter ones stand in the vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """For each text: its terms and its stems, each with the words as written there."""

    vocabulary: Vocabulary
    terms: tuple[Mapping[str, str], ...]
    stems: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A word as it is understood: its parts, and the vocabulary's elements in it."""

    parts: tuple[str, ...]
    spans: tuple[Span, ...]


@lru_cache(maxsize=1)
def read_texts(texts: tuple[str, ...], concepts: tuple[Concept, ...]) -> Reading:
    """Read the texts against each other: what is a rare slip in one is a known word in others.

    Kept for the next question, since the same texts are both suggested for and explained.
    """
    cut = [words(text) for text in texts]
    vocabulary = vocabulary_of(concepts)
    holders = Counter(word for text in cut for word in set(text))
    lexicon = Lexicon([*vocabulary.elements, *(word for word in holders if len(word) >= SHORTEST_TELLING)])

    def understand(word: str) -> _Form:
        parts = lexicon.parts(word)
        return _Form(parts, vocabulary.spans(word, parts))

    forms = {word: understand(word) for word in holders}
    meant = _meant(holders, forms, vocabulary, {word for text in texts for word in cut_short(text)})
    forms.update((word, understand(known)) for word, known in meant.items())
    return Reading(
        vocabulary,
        tuple(_terms(text, forms, vocabulary) for text in cut),
        tuple(dict(_stems(text, forms)) for text in cut),
    )


def _terms(text: Sequence[str], forms: Mapping[str, _Form], vocabulary: Vocabulary) -> dict[str, str]:
    return {found.term: found.written for found in vocabulary.find(text, [forms[word].spans for word in text])}


def _stems(text: Sequence[str], forms: Mapping[str, _Form]) -> Iterator[tuple[str, str]]:
    """The stems of the words and of the parts of compounds, small words and numbers left out."""
    for word in text:
        for part in (word, *forms[word].parts):
            if len(part) >= SHORTEST_TELLING and part not in STOP_WORDS and not part.isnumeric():
                yield stem(part), word


def _meant(
    holders: Mapping[str, int], forms: Mapping[str, _Form], vocabulary: Vocabulary, shortened: Collection[str]
) -> Mapping[str, str]:
    """What words that nothing is known of were meant to be: an abbreviation or a slip of a known word.

    Nothing is known of a word that stands in one text alone, holds no term and can't be cut.
    """
    texts_with: Counter[str] = Counter()
    for word, count in holders.items():
        texts_with[stem(word)] += count
    unknown = {
        word: stem(word)
        for word, form in forms.items()
        if texts_with[stem(word)] == 1 and len(form.parts) == 1 and not vocabulary.has_term(form.spans)
    }
    common = [found for found, count in texts_with.items() if count > 1]
    known = sorted(element for element in vocabulary.elements if len(element) >= SHORTEST_ABBREVIATION)
    slips = corrections(unknown.values(), [*common, *map(stem, known)])
    meant = {}
    for word, its_stem in unknown.items():
        full = _beginning_with(word, known) if word in shortened else ""
        if full := full or slips.get(its_stem, ""):
            meant[word] = full
    return meant


def _beginning_with(word: str, known: Sequence[str]) -> str:
    """The first known word in order that `word` is the beginning of; empty when there is none."""
    if len(word) < SHORTEST_ABBREVIATION:
        return ""
    at = bisect_right(known, word)
    return known[at] if at < len(known) and known[at].startswith(word) else ""
