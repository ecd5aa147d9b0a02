"""How strongly each text speaks for each concept of the vocabulary. Concepts are told by their places in it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from meetings.programme import Concept
from meetings.reading import Reading

Scores = dict[int, float]

RARITY = 0.5  # how much more a rare term says than a common one; 0 is nothing
CUSTOM = 0.2  # how much more a concept weighs when many texts are about it; 0 is nothing
DOUBT = 1.0  # what speaks for no theme at all, in the weight of a common term


def broad(concepts: Sequence[Concept]) -> list[int]:
    """For each concept the place of the broad one that it is part of, or its own."""
    places = {concept.key: place for place, concept in enumerate(concepts)}
    return [places.get(concept.part_of, place) for place, concept in enumerate(concepts)]


def score_concepts(reading: Reading) -> list[Scores]:
    """For each text, what its terms weigh together for each concept that they tell of."""
    holders = Counter(term for terms in reading.terms for term in terms)
    all_scores = []
    for terms in reading.terms:
        heaviest: dict[tuple[int, str], float] = defaultdict(float)
        for term, written in sorted(terms.items()):
            rarity = log(1 + len(reading.terms) / holders[term]) ** RARITY
            for use in reading.vocabulary.uses[term]:
                heaviest[use.concept, written] = max(heaviest[use.concept, written], use.weight * rarity)
        scores: Scores = defaultdict(float)
        for (concept, _), weight in heaviest.items():
            scores[concept] += weight
        all_scores.append(scores)
    return all_scores


def share_out(scores: Sequence[Scores], whole: Sequence[int]) -> list[Scores]:
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


def _summed(scores: Scores, whole: Sequence[int]) -> Scores:
    summed: Scores = defaultdict(float)
    for concept, score in scores.items():
        summed[whole[concept]] += score
    return summed


def _shares(scores: Scores, custom: Mapping[int, float]) -> Scores:
    total = sum(scores.values())
    weighed = {concept: score * custom[concept] ** CUSTOM for concept, score in scores.items()}
    certain = total / (total + DOUBT) / (sum(weighed.values()) or 1)
    return {concept: score * certain for concept, score in weighed.items()}
