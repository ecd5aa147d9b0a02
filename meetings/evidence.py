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

RARITY = 0.5  # how much more a rare term says than a common one; 0 is nothing
CUSTOM = 0.5  # how much more a concept weighs when many texts are about it; 0 is nothing
DOUBT = 1.0  # what speaks for no theme at all, in the weight of a common term
SHARP=1.0
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


def learn(
    reading: Reading, scores: Sequence[Scores], shares: Sequence[Shares], whole: Sequence[int], named: Mapping[int, str]
) -> list[Shares]:
    """Proto."""
    by_term: dict[object, Shares] = defaultdict(lambda: defaultdict(float))
    for place, name in sorted(named.items()):
        total = sum(shares[place].values()) or 1
        for concept, score in scores[place].items():
            area = whole[concept]
            all_area = sum(s for c, s in scores[place].items() if whole[c] == area)
            w = shares[place][area] / total * score / all_area
            by_term["a", area][name] += w
            by_term["c", concept][name] += w
            for term in reading.terms[place]:
                for use in reading.vocabulary.uses[term]:
                    if use.concept == concept:
                        by_term["t", term, concept][name] += w
    def mix(own: Shares, back: Shares, beta: float) -> Shares:
        n = sum(own.values()) + beta
        out = {t: beta * v / n for t, v in back.items()}
        for t, v in own.items():
            out[t] = out.get(t, 0) + v / n
        return out
    result = []
    for place, of_text in enumerate(shares):
        r: Shares = defaultdict(float)
        for term in sorted(reading.terms[place]):
            for use in reading.vocabulary.uses[term]:
                c = use.concept
                a = whole[c]
                all_area = sum(s for cc, s in scores[place].items() if whole[cc] == a)
                nt = sum(u.weight for t in reading.terms[place] for u in reading.vocabulary.uses[t] if whole[u.concept] == a)
                w = of_text[a] * use.weight / nt
                d = mix(by_term.get(("t", term, c), {}), mix(by_term.get(("c", c), {}), mix(by_term.get(("a", a), {}), {a: 1.0}, BA), BC), BT)
                for t, v in d.items():
                    r[t] += w * v
        result.append(r)
    return result


BA, BC, BT = 0.2, 0.5, 1.0


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


def _proportions(concept: Target, themes: Shares, held: Mapping[str, float]) -> Shares:
    weights = {theme: (share * share / held[str(theme)])**SHARP for theme, share in themes.items()}
    whole = sum(weights.values()) + CAUTION
    return {concept: CAUTION / whole, **{theme: weight / whole for theme, weight in weights.items()}}


def _passed_on(shares: Shares, passed: Mapping[Target, Shares]) -> Shares:
    result: Shares = defaultdict(float)
    for concept, share in shares.items():
        for target, proportion in passed.get(concept, {concept: 1.0}).items():
            result[target] += share * proportion
    return result
