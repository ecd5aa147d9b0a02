"""The rules stand on the standard library alone and know no programme."""

import ast
import sys
from pathlib import Path

import meetings

FILES = sorted(Path(meetings.__file__).parent.glob("*.py"))


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} imports relatively"
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_meetings_imports_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"meetings"}
    assert {file.name: imported(file) - allowed for file in FILES} == {file.name: set() for file in FILES}


def test_meetings_reads_no_file_and_no_clock() -> None:
    forbidden = {"io", "os", "pathlib", "sqlite3", "subprocess", "time", "random", "socket", "urllib"}
    assert {file.name: imported(file) & forbidden for file in FILES} == {file.name: set() for file in FILES}
