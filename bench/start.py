"""Start: what importing and the first page cost, what is loaded by then, and what a worker takes of memory."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.data import PAGE, WORD_FILE
from bench.measure import Row, Sizes, child_cpu_seconds, compared, environment, python_code
from bench.served import Server
from tools.environment import ROOT

# What only documents, themes or commands need.
NOT_AT_START = (
    *("docx", "lxml", "markdown", "matplotlib", "numpy", "sklearn", "xlsxwriter"),
    *(
        "exports.document",
        "exports.markdown",
        "exports.page",
        "exports.plan",
        "exports.report",
        "exports.summary",
        "exports.word",
    ),
    *("meetings.themes", "network_templates"),
    *("alembic", "flask_migrate", "bln.demo", "bln.interchange", "bln.people.commands"),
)
MOST_MEGABYTES = 100
STARTS = 3  # so many starts for each repeat: one alone varies by a fifth

_FIRST_PAGE = "from wsgi import app; assert app.test_client().get('/logga-in').status_code == 200"
_SMALL = "from bench.yardstick import make_small; make_small().test_client().get('/health')"
_LOADED = f"""
import sys
from bln import create_app
client = create_app({{"WTF_CSRF_ENABLED": False}}).test_client()
client.post("/demo/logga-in", data={{"roll": "ledare"}})
assert client.get("{PAGE}").status_code == 200
print(*[name for name in {NOT_AT_START} if name in sys.modules])
"""


def measure(instance: Path, ours: Server, small: Server, sizes: Sizes) -> Iterator[Row]:
    """Every start is a process of its own. Memory is that of worn workers."""
    imports = _in_turn("import bln", "import flask, flask_sqlalchemy", instance, sizes)
    yield compared("import bln against flask_sqlalchemy", *imports, most=1.5)
    first_pages = _in_turn(_FIRST_PAGE, _SMALL, instance, sizes)
    yield compared("create_app and first page against a small app", *first_pages, most=2)
    loaded = loaded_by_the_first_page(instance)
    yield Row(
        "loaded after the first meeting page",
        ", ".join(loaded) or "none",
        aim="nothing for documents, themes, commands",
        holds=not loaded,
    )
    ours.sign_in("ledare")
    yield _memory("pages", ours, small)
    ours.get(WORD_FILE)
    yield _memory("pages and a Word file", ours, small)


def _in_turn(ours: str, yardstick: str, instance: Path, sizes: Sizes) -> tuple[float, float]:
    """The least CPU milliseconds of each, asked for in turn: whatever else the machine does strikes both."""
    turns = [
        [child_cpu_seconds(python_code(code), 1, instance) for code in (ours, yardstick)]
        for _ in range(sizes.repeats * STARTS)
    ]
    least, least_of_yardstick = map(min, zip(*turns, strict=True))
    return 1_000 * least, 1_000 * least_of_yardstick


def loaded_by_the_first_page(instance: Path) -> list[str]:
    """The modules of `NOT_AT_START` that a new process has imported when it has shown its first meeting page."""
    command, own = python_code(_LOADED), environment(instance)
    return subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True).stdout.split()


def _memory(seen: str, ours: Server, small: Server) -> Row:
    megabytes = ours.megabytes()
    row = compared(f"worker memory after {seen} (PSS)", megabytes, small.megabytes(), unit="MB")
    return replace(row, aim=f"≤ {MOST_MEGABYTES} MB", holds=megabytes <= MOST_MEGABYTES)
