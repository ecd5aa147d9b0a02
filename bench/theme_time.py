"""How long themes take in a cold process, against importing scikit-learn where it is installed.

Run as a program with a number, it makes so many notes and suggests themes for them.
"""

import json
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from random import Random

from bench.measure import Row, Sizes, child_cpu_seconds, compared, limited
from meetings.notes import Note
from meetings.themes import suggest_themes
from network_templates.loader import find_templates, load_template
from tools.environment import ROOT

FOUNDING = "nara_vard_anhoriga"
DEMO = ROOT / "bln" / "demo" / "content"  # read as files: importing the application would count as start
MOST_SECONDS = 10


def measure(sizes: Sizes) -> Iterator[Row]:
    """From the start of Python to the suggestions, with the founding vocabulary."""
    few = sizes.theme_notes[0]
    for notes in sizes.theme_notes:
        name = f"themes of {notes} notes, cold"
        repeats = sizes.repeats if notes == few else 1
        seconds = child_cpu_seconds([sys.executable, "-m", "bench.theme_time", str(notes)], repeats)
        if notes > few:
            yield limited(name, seconds, "s", most=MOST_SECONDS)
        elif python := _python_with_sklearn():
            library = child_cpu_seconds([python, "-c", "import sklearn.cluster"], sizes.repeats)
            yield compared(name, seconds, library, unit="s", most=1)
        else:
            yield Row(name, f"{seconds:.3g} s", "scikit-learn is not installed")


def _python_with_sklearn() -> str | None:
    """scikit-learn is no dependency: its Python may be named, and lie anywhere."""
    return os.environ.get("SKLEARN_PYTHON") or (sys.executable if find_spec("sklearn") else None)


def make_notes(amount: int) -> list[Note]:
    """Notes in the words of the demo's notes: the beginning of one, the end of another."""
    contents = (json.loads(file.read_text("utf-8")) for file in sorted(DEMO.glob("*.json")))
    meetings = [meeting for content in contents for meeting in content.get("meetings", ())]
    texts = [note["text"].split() for meeting in meetings for note in meeting["notes"]]
    chance = Random(0)
    return [
        Note(str(number), "ort", 1, number, "fraga", _joined(chance.choice(texts), chance.choice(texts)))
        for number in range(amount)
    ]


def _joined(one: list[str], other: list[str]) -> str:
    return " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])


if __name__ == "__main__":
    found = suggest_themes(make_notes(int(sys.argv[1])), load_template(find_templates()[FOUNDING]).concepts)
    print(len(found))
