"""Measure the application side by side with its yardsticks, and print the ratios.

Usage: python -m bench [--small]        BIG=1 lets pandoc take the longest document too
"""

import argparse
import os
import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from bench import documents, pages, saving, start, theme_time
from bench.data import fill, open_demo
from bench.measure import SMALL, Row, Sizes, table
from bench.served import serve


def main() -> None:
    """Print one table of everything."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Print ratios to yardsticks.")
    parser.add_argument("--small", action="store_true", help="smallest sizes: shows that it runs, not how fast")
    sizes = SMALL if parser.parse_args().small else Sizes()
    with tempfile.TemporaryDirectory(prefix="bln-bench-") as folder:
        app = open_demo(Path(folder))
        fill(app)
        rows = list(measure(app, Path(folder), sizes))
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores\n")
    print(table(rows))
    missed = [row.measure for row in rows if row.holds is False]
    print(f"\nMissed: {', '.join(missed) or 'nothing'}")


def measure(app: Flask, instance: Path, sizes: Sizes) -> Iterator[Row]:
    """Every row, on an application with the demo in `instance`; what is measured is stored there too."""
    with (
        serve("wsgi:app", instance) as ours,
        serve("bench.yardstick:make_bare()", instance) as bare,
        serve("bench.yardstick:make_small()", instance) as small,
    ):
        yield from pages.measure(app, ours, bare, sizes)
        yield from saving.measure(app, ours, small, sizes)
        yield from start.measure(instance, ours, small, sizes)
    yield from documents.measure(sizes)
    yield from theme_time.measure(sizes)


if __name__ == "__main__":
    main()
