"""What every measurement shares: sizes, CPU time, and a row of the table that says whether its aim holds."""

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT

HEADINGS = ("measure", "ours", "yardstick", "ratio", "aim", "")


@dataclass(frozen=True)
class Sizes:
    """How much is measured. `rounds` of `requests` alternate between ours and the yardstick."""

    rounds: int = 5
    requests: int = 40
    meeting_notes: tuple[int, int] = (15, 150)
    networks: tuple[int, int] = (10, 1_000)
    sections: tuple[int, ...] = (60, 600, 3_000)
    pandoc_sections: int = 600
    theme_notes: tuple[int, ...] = (900, 9_000)
    repeats: int = 3


SMALL = Sizes(1, 2, (2, 3), (1, 3), (1, 2, 3), 2, (9, 12), 1)


@dataclass(frozen=True)
class Row:
    """A line of the table; `holds` is None for a figure without an aim."""

    measure: str
    ours: str
    yardstick: str = "–"
    ratio: str = "–"
    aim: str = "–"
    holds: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the row, in the order of `HEADINGS`."""
        verdict = {True: "holds", False: "MISSED", None: ""}[self.holds]
        return self.measure, self.ours, self.yardstick, self.ratio, self.aim, verdict


def compared(
    measure: str,
    ours: float,
    yardstick: float,
    *,
    unit: str = "ms",
    most: float | None = None,
    least: float | None = None,
) -> Row:
    """Ours divided by the yardstick, against the largest or the smallest ratio that one aims at."""
    ratio = ours / yardstick
    holds = ratio <= most if most is not None else ratio >= least if least is not None else None
    aim = f"≤ {most:g}" if most is not None else f"≥ {least:g}" if least is not None else "–"
    return Row(measure, f"{_short(ours)} {unit}", f"{_short(yardstick)} {unit}", f"{ratio:.2f}", aim, holds)


def limited(measure: str, value: float, unit: str = "", *, most: float | None = None) -> Row:
    """A figure by itself, against the largest that one aims at."""
    text = f"{_short(value)} {unit}".rstrip()
    return (
        Row(measure, text)
        if most is None
        else Row(measure, text, aim=f"≤ {most:g} {unit}".rstrip(), holds=value <= most)
    )


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def cpu_seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The least CPU time of this process that `work` took."""
    return min(_cpu_once(work) for _ in range(repeats))


def _cpu_once(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def child_cpu_seconds(command: Sequence[str], repeats: int = 1, instance: Path | None = None) -> float:
    """The least CPU time of a process of its own, from its start to its end; raises CalledProcessError."""
    return min(_child_cpu_once(command, instance) for _ in range(repeats))


def _child_cpu_once(command: Sequence[str], instance: Path | None) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment(instance), check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def python_code(code: str) -> list[str]:
    """The command that runs `code` in a Python of its own."""
    return [sys.executable, "-c", code]


def environment(instance: Path | None) -> dict[str, str]:
    """An environment where only `instance` is said about the application, so that no other data is touched.

    Python may keep what it has compiled, in a folder of its own: an installed application isn't compiled at each start.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("BLN_")}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    own["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "bench-bytecode")
    return own | ({"BLN_INSTANCE": str(instance), "BLN_DEMO": "1"} if instance else {})


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table that is readable as it stands."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    padded.insert(1, ["-" * width for width in widths])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in padded)
