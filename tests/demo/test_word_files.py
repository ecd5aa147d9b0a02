"""The demo's Word files, opened in a word processor of another make."""

import re
import subprocess
from pathlib import Path

import pytest

from tools import demo_server
from tools.debian import program

DOCUMENTS = {
    "guide": ("--network", "almvik", "--meeting", "2"),
    "notes": ("--network", "almvik", "--meeting", "1"),
    "summary": ("--network", "almvik", "--meeting", "1"),
    "plan": ("--network", "almvik"),
    "report": (),
}


def _text_of(document: Path) -> str:
    """What a reader sees: by way of LibreOffice to PDF, and from there to text."""
    profile = f"-env:UserInstallation=file://{document.parent / 'profile'}"
    converted = document.with_suffix(".pdf")
    soffice = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", document.parent, document]
    subprocess.run(soffice, check=True, capture_output=True, timeout=120)
    read = subprocess.run([program("pdftotext"), converted, "-"], check=True, capture_output=True, text=True)
    return read.stdout


@pytest.mark.word
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_word_file_opens_elsewhere_and_shows_the_same_text(kind: str, demo_instance: Path, tmp_path: Path) -> None:
    word, markdown = tmp_path / f"{kind}.docx", tmp_path / f"{kind}.md"
    for file in (word, markdown):
        demo_server.command(demo_instance, "export", kind, *DOCUMENTS[kind], "-o", str(file))
    lines = markdown.read_text("utf-8").splitlines()
    headings = [re.sub(r"<[^>]+>|\\(?=\W)", "", line).lstrip("# ") for line in lines if line.startswith("#")]
    shown = " ".join(_text_of(word).split())
    assert headings
    assert [heading for heading in headings if heading not in shown] == []
