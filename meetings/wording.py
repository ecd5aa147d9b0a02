"""How the notes' own words become the text of a theme: nothing is added but the stops between sentences."""

from collections.abc import Iterable
from itertools import islice

MOST_WORDED = 5

_ENDS = (".", "!", "?", "…", ":")
_CLOSERS = "\"'”’»)]"
_DANGLING = " ,;–-"


def compiled_text(texts: Iterable[str]) -> str:
    """The first `MOST_WORDED` texts that say anything, one sentence after the other, in their own words."""
    sentences = (_sentence(text) for text in texts)
    return " ".join(islice(filter(None, sentences), MOST_WORDED))


def _sentence(text: str) -> str:
    folded = " ".join(text.split())
    if not folded or folded.rstrip(_CLOSERS).endswith(_ENDS):
        return folded
    kept = folded.rstrip(_DANGLING)
    return f"{kept}." if kept else ""
