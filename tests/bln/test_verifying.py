"""A file is known by its text: unchanged, saved again, changed and where, too old, or none of ours."""

import os
import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from flask import Flask

from bln.clock import today
from bln.db import db
from bln.documents import render
from bln.handing import services
from bln.handing.answering import DecisionFacts, record_decision, take_back
from bln.handing.models import PlanVersion
from bln.handing.papers import document_of
from bln.handing.queries import papers_for
from bln.networks.models import Network, ReceivingBody
from bln.people.models import Account
from bln.plans.services import write_row
from exports.document import Document, Paragraph, Text
from exports.word import render_word
from exports.word_files.archive import MOST_BYTES
from exports.word_files.faults import UnreadableFile
from exports.word_files.reading import read_text
from meetings.plan_content import Action, Arena, Proposal
from meetings.plan_version import Outcome
from tests.bln.visitor import Visitor
from tests.exports.word_files.factories import MAIN, word_file

CHECK = "/plan/kontrollera"


@pytest.fixture
def version(network: Network, leader: Account) -> PlanVersion:
    """A plan for one municipality, handed in."""
    network.bodies = [ReceivingBody(position=1, name="Ekby kommun", arena=Arena.MUNICIPALITY)]
    db.session.commit()
    write_row(network, 0, "actions", Action("bro", "Bygga en bro", arena=Arena.MUNICIPALITY), leader)
    write_row(network, 0, "proposals", Proposal("p", "Kommunen bygger en bro.", Arena.MUNICIPALITY), leader)
    return services.make_version(network, "", leader)


@pytest.fixture
def plan(version: PlanVersion) -> bytes:
    """The plan as its body got it."""
    papers = papers_for(version, version.network.bodies[0].id)
    return render(document_of(papers[0]), "docx")


def again(version: PlanVersion, leader: Account) -> PlanVersion:
    write_row(version.network, 0, "actions", Action("v", "Laga vägen", arena=Arena.MUNICIPALITY), leader)
    return services.make_version(version.network, "En väg till.", leader)


def resaved(plan: bytes, before: str = "", after: str = "") -> bytes:
    """The file as another program saves it, with other bytes; a text in it exchanged."""
    word = docx.Document(BytesIO(plan))
    cells = [p for table in word.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    for paragraph in [*word.paragraphs, *cells]:
        if before and before in paragraph.text:
            paragraph.text = paragraph.text.replace(before, after)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def said(client: Visitor, file: bytes) -> str:
    answer = client.post(CHECK, data={"file": (BytesIO(file), "plan.docx")}, content_type="multipart/form-data")
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.split("<main")[1].split("<form")[0]).split())


def verify(app: Flask, tmp_path: Path, file: bytes) -> tuple[int, str]:
    path = tmp_path / "plan.docx"
    path.write_bytes(file)
    result = app.test_cli_runner().invoke(args=["verify", str(path)])
    return result.exit_code, result.output


def test_an_unchanged_file_and_one_that_was_saved_again_are_told_apart(
    app: Flask, client: Visitor, plan: bytes, tmp_path: Path
) -> None:
    anybody = client.application.test_client()
    assert "Filen är oförändrad. Planen: Ekby, version 1" in said(anybody, plan)
    assert resaved(plan) != plan
    assert "Filen är sparad på nytt, men inget i texten är ändrat" in said(anybody, resaved(plan))
    assert verify(app, tmp_path, plan)[0] == verify(app, tmp_path, resaved(plan))[0] == 0


def test_a_changed_file_tells_where_and_shows_a_stranger_only_what_stands_in_it(
    app: Flask, client: Visitor, plan: bytes, tmp_path: Path
) -> None:
    changed = resaved(plan, "Bygga en bro", "Bygga tre broar")
    page = said(client.application.test_client(), changed)
    assert "Texten är ändrad sedan den lämnades in" in page
    assert "Bygga tre broar" in page
    assert "Bygga en bro" not in page
    code, told = verify(app, tmp_path, changed)
    assert code == 1
    assert re.search(r"Stycke \d+:\n- .*Bygga en bro.*\n\+ .*Bygga tre broar", told)


def test_a_changed_file_that_has_lost_its_property_is_known_by_its_mark(client: Visitor, plan: bytes) -> None:
    out = BytesIO()
    with ZipFile(BytesIO(resaved(plan, "Bygga en bro", "Riva en bro"))) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, old.read(name))
    assert "Texten är ändrad" in said(client, out.getvalue())


def in_margin(plan: bytes, text: str) -> bytes:
    word = docx.Document(BytesIO(plan))
    word.sections[0].header.paragraphs[0].text = text
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def test_what_is_written_in_a_page_header_is_told(app: Flask, client: Visitor, plan: bytes, tmp_path: Path) -> None:
    stamped = in_margin(plan, "Antagen av fullmäktige")
    page = said(client.application.test_client(), stamped)
    assert "Texten är ändrad sedan den lämnades in" in page
    assert "Sidhuvud, sidfot eller innehåll I filen står: ”Antagen av fullmäktige”" in page
    code, told = verify(app, tmp_path, stamped)
    assert (code, "Sidhuvud, sidfot eller innehåll:\n+ Antagen av fullmäktige" in told) == (1, True)


def test_what_is_hidden_among_the_contents_is_told(client: Visitor, plan: bytes) -> None:
    line = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p><w:sectPr'
    for text, changed in (("Kommunen betalar allt", True), ("2. Insatser 17", False)):
        out = BytesIO()
        with ZipFile(BytesIO(plan)) as old, ZipFile(out, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if name == MAIN:
                    part = part.replace(b"<w:sectPr", line.format(text).encode())
                new.writestr(name, part)
        page = said(client, out.getvalue())
        assert ("Texten är ändrad" in page, f"”{text}”" in page) == (changed, changed)


def test_a_mark_that_is_written_over_is_a_change(client: Visitor, plan: bytes, version: PlanVersion) -> None:
    fingerprint = papers_for(version, version.network.bodies[0].id)[0].fingerprint
    mark = " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4))
    assert "Texten är ändrad" in said(client, resaved(plan, mark, "1111 2222 3333 4444"))


def test_a_newer_version_is_told_of(
    app: Flask, client: Visitor, version: PlanVersion, plan: bytes, leader: Account, tmp_path: Path
) -> None:
    again(version, leader)
    assert "Det finns en nyare version: 2" in said(client, plan)
    code, told = verify(app, tmp_path, plan)
    assert (code, "Filen är oförändrad." in told, "nyare version: 2" in told) == (1, True, True)


def test_the_adopted_plan_is_known_and_a_decision_that_was_taken_back_is_told_of(
    client: Visitor, version: PlanVersion, leader: Account
) -> None:
    body = version.network.bodies[0]
    decision = record_decision(version, body.id, DecisionFacts("Nämnden", today(), Outcome.APPROVED, "7"), leader)
    adopted = render(document_of(papers_for(version, body.id)[-1]), "docx")
    assert "§ 7" in " ".join(read_text(adopted).paragraphs)
    assert "Filen är oförändrad. Den antagna planen" in said(client, adopted)
    newest = again(version, leader)
    assert "nyare version" not in said(client, adopted), "it is made, and its body has not got it"
    services.hand_in_by_hand(newest, body.id, leader)
    assert "Det finns en nyare version: 2" in said(client, adopted)
    take_back(decision, leader)
    assert "Beslutet som filen berättar om är borttaget" in said(client, adopted)


def test_a_file_of_somebody_elses_is_none_of_ours(
    app: Flask, client: Visitor, version: PlanVersion, tmp_path: Path
) -> None:
    other = render_word(Document("Protokoll", blocks=(Paragraph((Text("Bygga en bro"),)),)))
    assert "Filen är inte en plan som har lämnats in härifrån" in said(client, other)
    assert verify(app, tmp_path, other)[0] == 2


@pytest.mark.word
def test_libreoffice_saves_the_text_as_it_was(client: Visitor, plan: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(plan)
    out = tmp_path / "ut"
    command = ["soffice", "--headless", "--convert-to", "docx", "--outdir", str(out), str(tmp_path / "plan.docx")]
    subprocess.run(command, env=os.environ | {"HOME": str(tmp_path)}, capture_output=True, check=True, timeout=120)
    saved = (out / "plan.docx").read_bytes()
    assert saved != plan
    assert "Filen är sparad på nytt, men inget i texten är ändrat" in said(client, saved)


HOSTILE = {
    "no archive": b"PK\x03\x04 nonsense",
    "too large": b"\0" * (MOST_BYTES + 1),
    "entities": word_file(**{MAIN: '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}),
}  # what else is refused stands in tests/exports/word_files


@pytest.mark.parametrize("file", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_that_is_made_to_harm_is_refused_with_a_sentence(
    app: Flask, client: Visitor, file: bytes, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile):
        read_text(file)
    code, told = verify(app, tmp_path, file)
    assert code == 2
    assert told.startswith("Filen ")
    if len(file) > 400_000:  # the test client leaves what is larger in a file that nobody closes
        return
    data = {"file": (BytesIO(file), "plan.docx")}
    answer = client.post(CHECK, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert told.strip() in answer.text


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_stranger_who_checks_file_after_file_has_to_wait(client: Visitor) -> None:
    def ask() -> int:
        data = {"file": (BytesIO(b"PK nonsense"), "plan.docx")}
        return client.post(CHECK, data=data, content_type="multipart/form-data").status_code

    codes = [ask() for _ in range(40)]
    assert (codes[0], codes[-1]) == (422, 429)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_no_file_is_asked_for_in_place(client: Visitor) -> None:
    answer = client.post(CHECK, data={}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Välj en fil som slutar på .docx." in answer.text
