"""Copies of templates that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SCHOOL = Path(__file__).parent / "data" / "unga_anhoriga_i_skolan"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented template."""
    return shutil.copytree(SCHOOL, tmp_path / "skolan")


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first occurrence of a text in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return replace
