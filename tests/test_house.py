"""What holds for the whole house: sizes, names, templates without inline code, locks, the tests' fences."""

import ast
import configparser
import re
import socket
from importlib import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from tools.debian import TOOLS

ROOT = Path(__file__).parent.parent
ROOMS = ("bln", "exports", "meetings", "network_templates", "tools", "bench")
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_TEMPLATE = 120
DEBIAN_12_PYTHON = "3.11.2"
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
FRAME_OF_MAILS = ROOT / "bln" / "templates" / "mail" / "layout.html"  # no style sheet and no CSP reaches a mail
INLINE = {
    "a script without a file": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


def _sources() -> list[Path]:
    """Our own Python but for tests, and for migrations, which are kept as they were."""
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    return sorted(file for file in [*files, *ROOT.glob("*.py")] if "migrations" not in file.parts)


def _templates() -> list[Path]:
    return sorted((ROOT / "bln" / "templates").rglob("*.html"))


def _length(function: ast.AST) -> int:
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_no_source_file_is_longer_than_a_reader_can_hold() -> None:
    too_long = {str(file.relative_to(ROOT)): _lines(file) for file in _sources() if _lines(file) > MOST_LINES}
    assert too_long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name}": _length(function)
        for file in _sources()
        for function in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and _length(function) > MOST_LINES_OF_A_FUNCTION
    }
    assert too_long == {}


def test_no_template_is_longer_than_it_may_be() -> None:
    too_long = {
        str(file.relative_to(ROOT)): _lines(file) for file in _templates() if _lines(file) > MOST_LINES_OF_A_TEMPLATE
    }
    assert too_long == {}


def test_every_file_is_named_for_what_it_holds() -> None:
    nameless = [str(file) for file in _sources() if NAMES_THAT_SAY_NOTHING & {file.stem, *file.parts}]
    assert nameless == []


def test_no_template_holds_a_script_or_a_style() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {what}"
        for file in _templates()
        for what, pattern in INLINE.items()
        if file != FRAME_OF_MAILS and pattern.search(file.read_text("utf-8"))
    ]
    assert found == []


def _locked(lock: str) -> dict[str, str]:
    """The pinned version of every distribution in a lock file, by normalised name."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return {_normal(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(section: str, option: str) -> set[str]:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    lines = settings[section][option].split("\n")
    return {_normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in lines if line}


def _asked_for(lock: str) -> set[str]:
    """What a lock holds because setup.cfg names it."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return {_normal(block.partition("==")[0]) for block in re.split(r"\n(?=\w)", text) if "bln (setup.cfg)" in block}


def test_the_locks_are_made_from_what_setup_cfg_names_today() -> None:
    needed = _required("options", "install_requires")
    assert _asked_for("run") == needed
    assert _asked_for("dev") == needed | _required("options.extras_require", "dev")
    assert "setuptools" in _locked("run")


def test_the_development_lock_agrees_with_the_runtime_lock() -> None:
    assert _locked("run").items() <= _locked("dev").items()


def test_everything_locked_runs_on_the_python_of_debian_12() -> None:
    too_new = {
        name: required
        for name in _locked("dev")
        if (required := metadata.metadata(name)["Requires-Python"])
        and not SpecifierSet(required).contains(DEBIAN_12_PYTHON)
    }
    assert too_new == {}


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_names_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    assert re.findall(r"://|--find-links|--(?:extra-)?index-url| @ ", text) == []


def test_a_test_cannot_reach_another_machine() -> None:
    with pytest.raises(RuntimeError, match="tests use no network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(RuntimeError, match="tests use no network"):
        socket.getaddrinfo("example.org", 80)


def test_every_tool_that_a_test_may_need_has_a_marker(pytestconfig: pytest.Config) -> None:
    registered = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert {tool.marker for tool in TOOLS} <= registered
