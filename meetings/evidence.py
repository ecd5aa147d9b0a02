"""How strongly each text speaks for each theme, by the words of the field and by what is already sorted.

A target is what a text may be placed under: the place of a broad concept in the vocabulary, or the name of a
theme that somebody has made.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from meetings.programme import Concept
from meetings.reading import Reading

Target = int | str
Scores = dict[int, float]
Shares = dict[Target, float]

RARITY = 0.8  # how much more a rare term says than a common one; 0 is nothing
CUSTOM = 0.5  # how much more a concept weighs when many texts are about it; 0 is nothing
DOUBT = 1.0  # what speaks for no theme at all, in the weight of a common term
CAUTION = 0.3  # how many sorted texts a concept weighs against when it is learned where its texts belong


def broad(concepts: Sequence[Concept]) -> list[int]:
    """For each concept the place of the broad one that it is part of, or its own."""
    places = {concept.key: place for place, concept in enumerate(concepts)}
    return [places.get(concept.part_of, place) for place, concept in enumerate(concepts)]


def score_concepts(reading: Reading) -> list[Scores]:
    """For each text, what its terms weigh together for each concept that they tell of."""
    holders = Counter(term for terms in reading.terms for term in terms)
    all_scores = []
    for terms in reading.terms:
        scores: Scores = defaultdict(float)
        for term in sorted(terms):
            rarity = log(1 + len(reading.terms) / holders[term]) ** RARITY
            for use in reading.vocabulary.uses[term]:
                scores[use.concept] += use.weight * rarity
        all_scores.append(scores)
    return all_scores


def share_out(scores: Sequence[Scores], whole: Sequence[int]) -> list[Shares]:
    """For each text, how its evidence is shared between the broad concepts; less than 1 in all, for doubt.

    What several texts are about is likelier to be what a further text is about, so a concept weighs more the
    more evidence there is for it in all the texts.
    """
    sums = [_summed(of_text, whole) for of_text in scores]
    custom: dict[int, float] = defaultdict(float)
    for of_text in sums:
        total = sum(of_text.values())
        for concept, score in of_text.items():
            custom[concept] += score / total
    return [_shares(of_text, custom) for of_text in sums]


def learn(shares: Sequence[Shares], named: Mapping[int, str]) -> list[Shares]:
    """The same evidence when the texts at the places in `named` lie under themes with those names.

    The evidence for a concept passes on to the themes where its sorted texts lie, in proportion; a part stays
    with the concept, the smaller the more that has been sorted.
    """
    sorted_to: dict[Target, Shares] = defaultdict(lambda: defaultdict(float))
    for place, name in sorted(named.items()):
        for concept, share in shares[place].items():
            sorted_to[concept][name] += share
    passed = {concept: _proportions(concept, themes) for concept, themes in sorted_to.items()}
    return [_passed_on(of_text, passed) for of_text in shares]


def _summed(scores: Scores, whole: Sequence[int]) -> Scores:
    summed: Scores = defaultdict(float)
    for concept, score in scores.items():
        summed[whole[concept]] += score
    return summed


def _shares(scores: Scores, custom: Mapping[int, float]) -> Shares:
    total = sum(scores.values())
    weighed = {concept: score * custom[concept] ** CUSTOM for concept, score in scores.items()}
    certain = total / (total + DOUBT) / (sum(weighed.values()) or 1)
    return {concept: score * certain for concept, score in weighed.items()}


def _proportions(concept: Target, themes: Shares) -> Shares:
    whole = sum(themes.values()) + CAUTION
    return {concept: CAUTION / whole, **{theme: weight / whole for theme, weight in themes.items()}}


def _passed_on(shares: Shares, passed: Mapping[Target, Shares]) -> Shares:
    result: Shares = defaultdict(float)
    for concept, share in shares.items():
        for target, proportion in passed.get(concept, {concept: 1.0}).items():
            result[target] += share * proportion
    return result
