"""The papers for a body look as its own, from a Word file of its; what has been handed in keeps its look."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.handing import services
from bln.handing.papers import document_of
from bln.handing.queries import papers_for
from bln.networks.models import Network, ReceivingBody
from bln.people.models import Account
from bln.plans.services import write_row
from exports.word import render_word
from meetings.plan_content import Action, Arena, Proposal
from tests.bln.visitor import Visitor
from tests.exports.soundness import faults
from tests.exports.word_files.test_look import png, template

HEADING = '<w:rFonts w:ascii="Verdana"/><w:color w:val="1F4E79"/>'


@pytest.fixture
def body(network: Network, leader: Account, db_session: scoped_session[Session]) -> ReceivingBody:
    network.bodies = [ReceivingBody(position=1, name="Ekby kommun", arena=Arena.MUNICIPALITY)]
    db_session.commit()
    write_row(network, 0, "actions", Action("bro", "Bygga en bro", arena=Arena.MUNICIPALITY), leader)
    write_row(network, 1, "proposals", Proposal("punkt", "Kommunen bygger en bro.", Arena.MUNICIPALITY), leader)
    return network.bodies[0]


def take(client: Visitor, body: ReceivingBody, file: bytes, text: str = "Ekbys ek") -> TestResponse:
    data = {"file": (BytesIO(file), "mall.dotx"), "logo_text": text}
    return client.post(_page(body), data=data, content_type="multipart/form-data", follow_redirects=True)


def _page(body: ReceivingBody) -> str:
    return f"/natverk/ekby/plan/mottagare/{body.id}/utseende"


def draft(client: Visitor, body: ReceivingBody) -> bytes:
    return client.get(f"/natverk/ekby/plan/for/{body.id}/lokal-plan.docx").data


def test_the_papers_get_typefaces_colour_and_logo_of_the_body(client: Visitor, body: ReceivingBody) -> None:
    page = take(client, body, template(HEADING, picture=png())).text
    assert "Utseendet är hämtat." in page
    assert "Verdana" in page
    assert client.get(f"{_page(body)}/logotyp").mimetype == "image/png"
    file = draft(client, body)
    assert faults(file) == []
    word = docx.Document(BytesIO(file))
    heading = word.styles["heading 1"]
    assert (heading.font.name, str(heading.font.color.rgb)) == ("Verdana", "1F4E79")
    numbers = word.part.numbering_part.element.iter(qn("w:color"))
    assert {colour.get(qn("w:val")) for colour in numbers} == {"1F4E79"}
    [picture] = word.inline_shapes
    assert picture._inline.docPr.get("descr") == "Ekbys ek"
    assert client.get(f"/natverk/ekby/plan/for/{body.id}/lokal-plan.pdf").status_code in (200, 503)


def test_what_has_been_handed_in_keeps_its_look_and_its_text(
    client: Visitor, network: Network, body: ReceivingBody, leader: Account
) -> None:
    take(client, body, template(HEADING, picture=png()))
    version = services.make_version(network, "", leader)
    before = render_word(document_of(papers_for(version, body.id)[0]))
    assert len(docx.Document(BytesIO(before)).inline_shapes) == 1
    client.post(f"{_page(body)}/ta-bort")
    assert render_word(document_of(papers_for(version, body.id)[0])) == before
    assert len(docx.Document(BytesIO(draft(client, body))).inline_shapes) == 0


def test_what_can_not_be_taken_is_told_and_the_rest_is_used(client: Visitor, body: ReceivingBody) -> None:
    page = take(client, body, template('<w:rFonts w:ascii="Verdana"/><w:color w:val="EEEEEE"/>', picture=b"EMF")).text
    assert "för ljus för att läsas" in page
    assert "varken PNG eller JPEG" in page
    assert len(docx.Document(BytesIO(draft(client, body))).inline_shapes) == 0


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"PK\x03\x04 nonsense"])
def test_a_file_that_can_not_be_read_is_refused_with_a_reason(
    client: Visitor, body: ReceivingBody, file: bytes
) -> None:
    before = draft(client, body)
    answer = take(client, body, file)
    assert answer.status_code == 422
    assert "Filen är" in answer.text
    assert draft(client, body) == before
