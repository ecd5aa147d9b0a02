"""What is wrong with a template, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the file's name, the line (from 1; 0 for the whole file), and in Swedish what to do."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file} rad {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class TemplateError(Exception):
    """A template can't be used; `faults` holds every fault that was found, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Swedish sentence that names the nearest known word, else all of them."""
    choices = list(known)
    nearest = get_close_matches(word.lower(), choices, n=1, cutoff=0.75)
    if nearest:
        return f"Menade du ”{nearest[0]}”?"
    return f"Välj bland: {', '.join(choices)}."
