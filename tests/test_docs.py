"""The documentation is true where a machine can tell: links, settings, targets, commands, paths and functions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from bln import create_app

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "settings.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PAGES = [README, ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`|^ {4,}(\S.*)$", re.MULTILINE)
READ_SETTING = re.compile(r"(?:env(?:iron(?:ment)?)?(?:\.get\(|\[)|_number\(env, )\"(\w+)\"")
NOT_OURS = {"PATH"}
GUIDES = sorted((ROOT / "docs").glob("guide-*.md"))
MOST_LINES_OF_README = 80


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def code_in(page: Path) -> list[str]:
    """What stands between backticks or in an indented block."""
    return [span or line for span, line in CODE.findall(text_of(page))]


def anchors_of(page: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def is_there(page: Path, link: str) -> bool:
    address, _, anchor = link.partition("#")
    target = (page.parent / address).resolve() if address else page
    return target.exists() and (not anchor or anchor in anchors_of(target))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(text_of(page)) if "://" not in link]
    assert [link for link in links if not is_there(page, link)] == []


def test_the_readme_leads_to_every_page_and_fits_on_one() -> None:
    linked = {(ROOT / link).resolve() for link in LINK.findall(text_of(README)) if "://" not in link}
    assert set((ROOT / "docs").glob("*.md")) - linked == set()
    assert len(text_of(README).splitlines()) <= MOST_LINES_OF_README


def settings_read() -> set[str]:
    sources = [ROOT / "bln" / "__init__.py", ROOT / "bln" / "config.py", *(ROOT / "tools").glob("*.py")]
    return {name for source in sources for name in READ_SETTING.findall(text_of(source))} - NOT_OURS


def test_every_setting_is_described_and_every_described_one_is_read() -> None:
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", text_of(SETTINGS), re.MULTILINE))
    variables_of_make = set(re.findall(r"^([A-Z_]+) \?=", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert described == settings_read() | variables_of_make


def test_the_settings_of_the_application_are_found_in_its_source() -> None:
    assert {"BLN_INSTANCE", "BLN_DATABASE_URI", "BLN_HTTPS", "BLN_DEMO", "PORT", "CI"} <= settings_read()


def targets_of_make() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", text_of(ROOT / "Makefile"), re.MULTILINE))


def targets_named(page: Path) -> set[str]:
    return {name for code in code_in(page) for name in re.findall(r"\bmake ([a-z]+)", code)}


def test_the_readme_names_every_target_of_make() -> None:
    assert targets_named(README) == targets_of_make()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_named_target_is_in_the_makefile(page: Path) -> None:
    assert targets_named(page) - targets_of_make() == set()


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app({"INSTANCE": str(tmp_path)})


def commands_named(page: Path) -> list[list[str]]:
    found = (re.search(r"(?:^|/|\s)bln ((?:[a-z][a-z-]*(?: |$))+)", code) for code in code_in(page))
    return [match[1].split() for match in found if match]


def finds(group: click.Command, words: list[str]) -> bool:
    """True when the words lead to a command; what follows its name are its arguments."""
    if not words or not isinstance(group, click.Group):
        return not isinstance(group, click.Group)
    command = group.get_command(click.Context(group), words[0])
    return command is not None and finds(command, words[1:])


def commands_of(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_of(command, (*path, name))
        else:
            yield *path, name


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_named_command_is_there(app: Flask, page: Path) -> None:
    assert [words for words in commands_named(page) if not finds(app.cli, words)] == []


def test_every_command_of_our_own_is_described(app: Flask) -> None:
    described = {tuple(words) for words in commands_named(SETTINGS)}
    ours = {command for command in commands_of(app.cli) if command[0] != "db"}
    assert ("demo",) in ours
    assert ours - described == set()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_named_path_is_there(page: Path) -> None:
    rooms = r"(?:bln|docs|exports|meetings|network_templates|requirements|tests|tools)/[\w./-]*"
    named = {code for code in code_in(page) if re.fullmatch(rooms, code)}
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_the_functions_of_the_method_stand_where_the_architecture_says() -> None:
    rows = re.findall(r"\| ((?:`\w+`(?:, )?)+) \| `([\w/]+\.py)` \|", text_of(ARCHITECTURE))
    assert len(rows) > 5
    for names, file in rows:
        defined = {node.name for node in ast.parse(text_of(ROOT / file)).body if isinstance(node, ast.FunctionDef)}
        assert set(re.findall(r"\w+", names)) - defined == set(), file


def words_on_the_screen() -> str:
    """Everything that pages, scripts, forms, documents and templates can say, in lower case."""
    pages = (*(ROOT / "bln" / "templates").rglob("*.html"), *(ROOT / "bln" / "static" / "js").glob("*.js"))
    rooms = (ROOT / room for room in ("bln", "exports", "network_templates"))
    sources = (source for room in rooms for source in room.rglob("*.py"))
    return "\n".join(text_of(file) for file in (*pages, *sources)).lower()


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_what_a_guide_sets_in_bold_is_what_the_screen_says(page: Path) -> None:
    said = words_on_the_screen()
    bold = re.findall(r"\*\*(.+?)\*\*", text_of(page))
    assert bold
    assert [words for words in bold if words.lower() not in said] == []
