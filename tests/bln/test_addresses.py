"""What the code links to is there."""

import re
from pathlib import Path

import pytest
from flask import Flask

import bln

SOURCES = Path(bln.__file__).parent
NAMED = re.compile(r"""\b(?:url_for|to)\(\s*['"]([a-z_]+\.[a-z_]+)['"]""")


@pytest.mark.parametrize("engine", ["sqlite"])
def test_every_address_that_a_source_or_a_template_names_is_there(app: Flask) -> None:
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    files = [*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html")]
    named = {name: path.name for path in files for name in NAMED.findall(path.read_text("utf-8"))}
    assert len(named) > 50
    assert {name: where for name, where in named.items() if name not in known} == {}
