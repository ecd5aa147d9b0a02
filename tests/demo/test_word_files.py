"""The demo's Word files: sound, and opened in a word processor of another make."""

import re
import subprocess
from pathlib import Path

import pytest

from bln import create_app
from tests.bln import databases
from tests.exports.reading import word_parts
from tests.exports.soundness import faults
from tools.debian import program

DOCUMENTS = {
    "guide": ("guide", "--network", "almvik", "--meeting", "2"),
    "notes": ("notes", "--network", "almvik", "--meeting", "1"),
    "summary": ("summary", "--network", "almvik", "--meeting", "1"),
    "national-summary": ("summary", "--round", "2"),
    "plan": ("plan", "--network", "hjartsunda"),
    "report": ("report",),
}
CHARTS = {"plan": 1, "report": 2}


@pytest.fixture(scope="module")
def exported(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document, in Word and in Markdown."""
    folder = tmp_path_factory.mktemp("documents")
    app = create_app(databases.settings_for(demo_instance, f"sqlite:///{demo_instance / 'bln.sqlite3'}"))
    for name, arguments in DOCUMENTS.items():
        for ext in ("docx", "md"):
            given = ["export", *arguments, "-o", str(folder / f"{name}.{ext}")]
            ran = app.test_cli_runner().invoke(args=given)
            assert ran.exit_code == 0, ran.output
    return folder


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_word_file_is_sound_and_has_its_charts(name: str, exported: Path) -> None:
    file = (exported / f"{name}.docx").read_bytes()
    assert faults(file) == []
    drawn = [part for part in word_parts(file) if part.startswith("word/charts/chart")]
    assert len(drawn) == CHARTS.get(name, 0)


@pytest.mark.word
def test_the_word_files_open_elsewhere_and_show_the_same_text(exported: Path, tmp_path: Path) -> None:
    shown = _shown_elsewhere(sorted(exported.glob("*.docx")), tmp_path)
    assert shown.keys() == DOCUMENTS.keys()
    for name, text in shown.items():
        lines = (exported / f"{name}.md").read_text("utf-8").splitlines()
        headings = [re.sub(r"<[^>]+>|\\(?=\W)", "", line).lstrip("# ") for line in lines if line.startswith("#")]
        assert headings
        assert [heading for heading in headings if heading not in text] == [], name


def _shown_elsewhere(documents: list[Path], folder: Path) -> dict[str, str]:
    """What a reader sees of each: by way of LibreOffice to PDF, and from there to text."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    soffice = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents]
    subprocess.run(soffice, check=True, capture_output=True, timeout=300)
    return {file.stem: _text_of(file) for file in folder.glob("*.pdf")}


def _text_of(file: Path) -> str:
    read = subprocess.run([program("pdftotext"), file, "-"], check=True, capture_output=True, text=True)
    return " ".join(read.stdout.split())
