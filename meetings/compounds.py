"""Swedish compounds: which known words a long word is made of."""

from collections.abc import Iterable

from meetings.words import stem

SHORTEST_COMPOUND = 8
SHORTEST_FIRST = 3
SHORTEST_LAST = 4
_LINKING = ("", "s", "e")


class Lexicon:
    """The words that a compound may be made of, by their stems."""

    def __init__(self, known: Iterable[str]) -> None:
        self._stems = {stem(word) for word in known if len(word) >= SHORTEST_FIRST}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of `word` from left to right, the last as inflected; `word` alone when it can't be cut.

        "anhörigstödet" gives "anhörig", "stödet". The longest known last part is taken, since it tells what
        the whole is; a linking s or e ("verksamhetschef") belongs to no part.
        """
        if len(word) < SHORTEST_COMPOUND:
            return (word,)
        for at in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1):
            last = word[at:]
            if stem(last) in self._stems and (first := self._first(word[:at])):
                return (*first, last)
        return (word,)

    def _first(self, first: str) -> tuple[str, ...]:
        for linking in _LINKING:
            bare = first.removesuffix(linking)
            if len(bare) >= SHORTEST_FIRST and (linking == "" or bare != first):
                parts = self.parts(bare)
                if len(parts) > 1 or stem(bare) in self._stems:
                    return parts
        return ()
