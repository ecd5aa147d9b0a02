"""Place texts as somebody has sorted others: what is suggested follows what is decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import comb, hypot, log, sqrt

from meetings.evidence import Scores
from meetings.joining import Vector

NOTIONS = 1.3  # what the notions of a text say against its broad ones: people often sort more finely
STEMS = 1.0  # what its words say
GROUP = 1.4  # what the suggested group says, if all that is sorted so far agrees with the groups
EXPECTED = 0.6  # how far sorting and groups are taken to agree before anything is sorted
EXPECTED_PAIRS = 10  # how many pairs of sorted texts that expectation weighs
SUGGESTED = 0.4  # what a text tells of the suggested group where it lies, against a sorted one of its heading
THIN = 0.5  # how much a heading with few texts under it is held back
ALONE = 0.15  # what speaks for leaving a text alone
HEADING = 2.0  # how many sorted texts a heading itself counts for: its words are chosen to tell what lies there
SURE = 0.4  # how sure it must be where a text belongs, if all that is sorted so far agrees with the groups
PASSES = (0.0, 1.0)  # what a text that is only suggested under a heading tells of it: first nothing, then this

_Choice = tuple[bool, str]  # whether it is a heading that somebody has made, and its text
_NOWHERE: _Choice = (False, "")


def follow_headings(
    titled: Mapping[str, Sequence[int]],
    named: Mapping[int, str],
    vectors: Sequence[Vector],
    shares: Sequence[Scores],
    scores: Sequence[Scores],
) -> dict[str, list[int]]:
    """The groups in `titled` after the texts in `named` were put under headings.

    A suggested group first takes the heading that its sorted texts lie under. Then each text goes where it is
    most like what lies there, in notions, words and group; what is sorted says most of what lies where. The
    better the sorting has agreed with the groups so far, the more a text's own group weighs, and the surer the
    place of a text under a heading must be: an unsure text harms a theme that holds together, and not one that
    is loose anyway.
    """
    group = {place: title for title, places in titled.items() for place in places}
    agreement = _agreement(group, named)
    features = _features(vectors, shares, scores, group, GROUP * agreement**2)
    owner = _owners(titled, group, named)
    placed = {
        place: owner[group[place]] if place in group else _NOWHERE
        for place in range(len(vectors))
        if place not in named
    }
    for told in PASSES:
        themes = _Themes(features, named, placed, told, SURE * agreement**3)
        placed = {place: themes.best(place) for place in placed}
    headed: dict[str, list[int]] = defaultdict(list)
    for place in range(len(vectors)):
        if title := named.get(place) or placed[place][1]:
            headed[title].append(place)
    return dict(headed)


def _agreement(group: Mapping[int, str], named: Mapping[int, str]) -> float:
    """How far the sorting agrees with the suggested groups, as F1 over pairs of sorted texts."""
    together = _pairs(named.values())
    grouped = _pairs(group[place] for place in named if place in group)
    both = _pairs((group[place], heading) for place, heading in named.items() if place in group)
    return (2 * both + EXPECTED * EXPECTED_PAIRS) / (together + grouped + EXPECTED_PAIRS)


def _pairs(labels: Iterable[object]) -> int:
    return sum(comb(count, 2) for count in Counter(labels).values())


def _owners(titled: Iterable[str], group: Mapping[int, str], named: Mapping[int, str]) -> dict[str, _Choice]:
    """The heading that owns each suggested group, or the group itself when none does.

    A heading draws by how many of its texts lie in the group times the share of its texts that do: one that
    lies mostly elsewhere has only lent the group a text. While each note still goes under a heading of its own,
    more headings are to come, and a group waits for its own.
    """
    held = Counter(named.values())
    single = sum(count == 2 for count in held.values())  # the heading is itself one of its texts
    wanted = min(1.0, 3 * (single + 1) / (len(named) + 1))
    pulls: dict[str, dict[str, float]] = defaultdict(dict)
    for (title, heading), count in Counter((group[p], h) for p, h in named.items() if p in group).items():
        pulls[title][heading] = count * count / held[heading]
    owners = {}
    for title in titled:
        pull, heading = min(((-pull, heading) for heading, pull in pulls[title].items()), default=(0.0, ""))
        owners[title] = (True, heading) if heading and -pull >= wanted else (False, title)
    return owners


def _features(
    vectors: Sequence[Vector],
    shares: Sequence[Scores],
    scores: Sequence[Scores],
    group: Mapping[int, str],
    weight: float,
) -> list[Vector]:
    """What each text is about, as one vector of length one: broad notions, notions by rarity, stems, group."""
    holders = Counter(notion for of_text in scores for notion in of_text)
    rarity = {notion: log(len(scores) / count) for notion, count in holders.items()}
    features = []
    for place, stems in enumerate(vectors):
        notions = {notion: score * rarity[notion] for notion, score in scores[place].items()}
        parts = (
            _scaled("broad", shares[place], 1.0),
            _scaled("notion", notions, NOTIONS),
            {stem: STEMS * share for stem, share in sorted(stems.items())},
            {f"group {group[place]}": weight} if place in group else {},
        )
        merged = {feature: value for part in parts for feature, value in part.items()}
        length = hypot(*merged.values()) or 1.0
        features.append({feature: value / length for feature, value in merged.items()})
    return features


def _scaled(kind: str, scores: Scores, length: float) -> Vector:
    """A vector of this length in the direction of the scores; the kind keeps its features apart from stems."""
    scale = length / (hypot(*scores.values()) or 1.0)
    return {f"{kind} {number}": score * scale for number, score in sorted(scores.items())}


class _Themes:
    """What lies under each heading and in each group left, and how like it a text is."""

    def __init__(
        self,
        features: Sequence[Vector],
        named: Mapping[int, str],
        placed: Mapping[int, _Choice],
        told: float,
        sure: float,
    ) -> None:
        self._features, self._placed, self._told, self._sure = features, placed, told, sure
        headings = range(len(features) - len(set(named.values())), len(features))  # they come after the texts
        self._weight = dict.fromkeys(headings, HEADING)
        self._weight.update((place, told if choice[0] else SUGGESTED) for place, choice in placed.items())
        self._sums: dict[str, dict[_Choice, float]] = defaultdict(lambda: defaultdict(float))
        for place, of_text in enumerate(features):
            choice, weight = placed.get(place) or (True, named[place]), self._weight.get(place, 1.0)
            if weight and choice != _NOWHERE:
                for feature, value in of_text.items():
                    self._sums[feature][choice] += weight * value
        self._squares: dict[_Choice, float] = defaultdict(float)
        for by_choice in self._sums.values():
            for choice, value in by_choice.items():
                self._squares[choice] += value * value

    def best(self, place: int) -> _Choice:
        """Where the text is most at home among the others, if it is like what lies there and more so than the rest.

        A text that is unsure goes under no heading once it would tell of what lies there, and to no other group.
        """
        likeness = self._likeness(place)
        best, *others = sorted(likeness, key=lambda choice: (-likeness[choice], choice))
        lead = likeness[best] - (likeness[others[0]] if others else 0.0)
        if sqrt(likeness[best] * lead) >= self._sure * (self._told if best[0] else 1.0):
            return best
        return _NOWHERE if best[0] else self._placed[place]

    def _likeness(self, place: int) -> dict[_Choice, float]:
        own, weight = self._placed[place], self._weight[place]
        dots: dict[_Choice, float] = defaultdict(float)
        for feature, value in self._features[place].items():
            for choice, summed in self._sums[feature].items():
                dots[choice] += value * summed
        likeness = {own: ALONE}
        for choice, dot in dots.items():
            square = self._squares[choice]
            if choice == own:  # the text itself is not among the others
                square += weight * (weight - 2 * dot)
                dot -= weight
            if dot > 1e-9:
                likeness[choice] = max(likeness.get(choice, 0.0), dot / sqrt(square + THIN))
        return likeness
