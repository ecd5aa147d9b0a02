"""Slips of the pen: which known word a rare word was meant to be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

SHORTEST = 6  # shorter words have neighbours that are other words: "vård" and "värd"
SHORTEST_CHANGED = 8  # and so have longer ones, when a letter is only another: "förstår" and "förstör"


def corrections(rare: Iterable[str], known: Iterable[str]) -> Mapping[str, str]:
    """For each rare stem that is one slip away from a known stem: the known one, the first in order if several.

    A slip is a letter too many, too few or wrong, or two that changed places; never in the first letter. Every
    pair one slip apart shares a string when a letter is left out of each (or of one), so looking those up finds
    them all without comparing all with all.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(known)):
        if len(word) >= SHORTEST:
            for shorter in _shorter(word):
                near[shorter].append(word)
    found = {}
    for word in rare:
        if len(word) >= SHORTEST:
            meant = {known for shorter in _shorter(word) for known in near.get(shorter, ()) if one_slip(word, known)}
            if meant:
                found[word] = min(meant)
    return found


def _shorter(word: str) -> Iterator[str]:
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def one_slip(one: str, other: str) -> bool:
    """True when the two differ by exactly one slip. Only in a long word may a letter be another one."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) > len(other):
        return one[at + 1 :] == other[at:]
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    if one[at : at + 2] == other[at : at + 2][::-1]:
        return one[at + 2 :] == other[at + 2 :]
    return len(one) >= SHORTEST_CHANGED and one[at + 1 :] == other[at + 1 :]
