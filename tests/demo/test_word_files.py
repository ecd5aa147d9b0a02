"""The demo's Word files: sound, and opened in a word processor of another make."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.exports.reading import word_parts
from tests.exports.soundness import faults
from tools import demo_server
from tools.debian import program

DOCUMENTS = {
    "guide": ("guide", "--network", "almvik", "--meeting", "2"),
    "notes": ("notes", "--network", "almvik", "--meeting", "1"),
    "summary": ("summary", "--network", "almvik", "--meeting", "1"),
    "national summary": ("summary", "--round", "2"),
    "plan": ("plan", "--network", "hjartsunda"),
    "report": ("report",),
}
CHARTS = {"plan": 1, "report": 2}
each = pytest.mark.parametrize("name", DOCUMENTS)


def _text_of(document: Path) -> str:
    """What a reader sees: by way of LibreOffice to PDF, and from there to text."""
    profile = f"-env:UserInstallation=file://{document.parent / 'profile'}"
    converted = document.with_suffix(".pdf")
    soffice = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", document.parent, document]
    subprocess.run(soffice, check=True, capture_output=True, timeout=120)
    read = subprocess.run([program("pdftotext"), converted, "-"], check=True, capture_output=True, text=True)
    return read.stdout


@each
def test_a_word_file_is_sound_and_has_its_charts(name: str, demo_instance: Path, tmp_path: Path) -> None:
    file = tmp_path / "file.docx"
    demo_server.command(demo_instance, "export", *DOCUMENTS[name], "-o", str(file))
    assert faults(file.read_bytes()) == []
    drawn = [part for part in word_parts(file.read_bytes()) if part.startswith("word/charts/chart")]
    assert len(drawn) == CHARTS.get(name, 0)


@pytest.mark.word
@each
def test_a_word_file_opens_elsewhere_and_shows_the_same_text(name: str, demo_instance: Path, tmp_path: Path) -> None:
    word, markdown = tmp_path / "file.docx", tmp_path / "file.md"
    for file in (word, markdown):
        demo_server.command(demo_instance, "export", *DOCUMENTS[name], "-o", str(file))
    lines = markdown.read_text("utf-8").splitlines()
    headings = [re.sub(r"<[^>]+>|\\(?=\W)", "", line).lstrip("# ") for line in lines if line.startswith("#")]
    shown = " ".join(_text_of(word).split())
    assert headings
    assert [heading for heading in headings if heading not in shown] == []
