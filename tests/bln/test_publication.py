"""A report is published when all have answered, read by anyone, and withdrawn in a way that says so."""

import json
import re
import zlib
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from bln.audit.models import AuditAction, AuditEntry
from bln.clock import today
from bln.db import db
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.reports.answering import approve
from bln.reports.models import ReportVersion
from bln.reports.sending import send_version
from exports.pdf import PdfMissing
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

DESK = "/program/cykla/rapport/publicering"
HERE = "/rapporter/cykla/1"
NOTE = "Bron är smal."
INSIDE = ("", "/hela", "/sammanfattning", "/sok?q=bron", "/rapport.docx", "/rapport.pdf", "/metadata.json", "/data")
ALL = (*INSIDE, "/data/natverk.csv", "/data/natverk.json")
TERMS = {"publisher": "Nka", "licence": "cc-by-4.0"}


@pytest.fixture
def staff(network: Network) -> Account:
    """Staff, when the only network has handed in and its round is shared under other words."""
    account = make.make_account("staff", staff=True)
    notes = make.write(network, account, NOTE)
    make.submit(network, account)
    scope = make.round_scope(network.programme)
    made = make.sort(scope, "stops", "Bron", [note.id for note in notes])
    make.save_sorting(scope, [make.ThemeEdit(made, "stops", "Bron", "Det är trångt över vattnet.")], {})
    make.share(scope, account)
    return account


@pytest.fixture
def version(network: Network, staff: Account) -> ReportVersion:
    """A version that waits for answers."""
    return send_version(network.programme, "", today() + timedelta(days=5), staff)


@pytest.fixture
def nka(client: Visitor, staff: Account) -> Visitor:
    """The browser of staff."""
    browser = client.application.test_client()
    make.sign_in(browser, staff)
    assert isinstance(browser, Visitor)
    return browser


@pytest.fixture
def public(nka: Visitor, network: Network, leader: Account, version: ReportVersion) -> Visitor:
    """A published report, and the browser of staff."""
    approve(version, network, Role.LEADER, leader)
    assert nka.post(DESK, data=TERMS).location == HERE
    return nka


@pytest.fixture
def stranger(client: Visitor) -> Visitor:
    """The browser of somebody who isn't signed in."""
    browser = client.application.test_client()
    assert isinstance(browser, Visitor)
    return browser


def test_nothing_of_a_report_is_public_before_it_is_published(stranger: Visitor, version: ReportVersion) -> None:
    unknown = stranger.get("/rapporter/finns-inte/1")
    for part in ALL:
        answer, head = stranger.get(f"{HERE}{part}"), stranger.head(f"{HERE}{part}")
        assert (answer.status_code, head.status_code) == (404, 404)
        assert answer.data == unknown.data, "a draft is not told from what isn't there"
        assert set(head.headers.keys()) == set(unknown.headers.keys())
    assert stranger.get("/rapporter/cykla").status_code == 404
    assert "cykla" not in stranger.get("/rapporter").text.casefold()
    assert "cykla" not in stranger.get("/rapporter/flode.xml").text.casefold()


def test_a_report_waits_for_its_networks(nka: Visitor, stranger: Visitor, version: ReportVersion) -> None:
    assert "Rapporten kan inte publiceras än" in nka.get(DESK).text
    assert nka.post(DESK, data=TERMS).status_code == 409
    assert stranger.get(HERE).status_code == 404


def test_anyone_reads_what_is_published_and_sees_no_note(stranger: Visitor, public: Visitor) -> None:
    for part in ALL:
        answer = stranger.get(f"{HERE}{part}")
        assert answer.status_code == 200, part
        assert NOTE.encode() not in answer.data, part
    assert "Det är trångt över vattnet." in stranger.get(f"{HERE}/resultat-mote-for-mote").text
    assert "1 anteckning från 1 nätverk" in stranger.get(f"{HERE}/resultat-mote-for-mote").text
    assert stranger.get(f"{HERE}/finns-inte").status_code == 404
    assert stranger.get(f"{HERE}/rapport.exe").status_code == 404


def test_a_search_finds_the_place_where_all_words_stand(stranger: Visitor, public: Visitor) -> None:
    page = stranger.get(f"{HERE}/sok?q=vattnet trångt").text
    assert "<mark>vattnet</mark>" in page
    [found] = re.findall(r'href="(/rapporter/cykla/1/resultat[^"]+)"[^>]*>[^<]*Bron', page)
    address, anchor = found.split("#")
    assert f'id="{anchor}"' in stranger.get(address).text
    assert "Inget ställe" in stranger.get(f"{HERE}/sok?q=vattnet finnsinte").text


def test_staff_reach_the_notes_in_two_clicks_and_nobody_else_does(
    stranger: Visitor, public: Visitor, leader: Account
) -> None:
    chapter = f"{HERE}/resultat-mote-for-mote"
    assert "anteckningar=1" in public.get(chapter).text
    shown = public.get(f"{chapter}?anteckningar=1").text
    [anchor] = set(re.findall(r'class="mark" href="#([^"]+)"', shown))
    assert NOTE in shown.partition(f'id="{anchor}"')[2]
    assert "anteckningar=1" not in stranger.get(chapter).text
    assert stranger.get(f"{chapter}?anteckningar=1").status_code == 404
    make.sign_in(stranger, leader)
    assert stranger.get(f"{chapter}?anteckningar=1").status_code == 403


def test_machines_read_what_it_is(stranger: Visitor, public: Visitor) -> None:
    about = json.loads(stranger.get(f"{HERE}/metadata.json").text)
    assert about["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (about["publisher"]["name"], about["inLanguage"], about["version"]) == ("Nka", "sv-SE", "1")
    assert '<meta name="DC.publisher" content="Nka">' in stranger.get(HERE).text
    for each in about["hasPart"]["distribution"]:
        assert stranger.get("/" + each["contentUrl"].split("/", 3)[3]).status_code == 200
    feed = ElementTree.fromstring(stranger.get("/rapporter/flode.xml").data)
    assert [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")][1:] == [
        f"{about['name']}, utgåva 1"
    ]


@pytest.mark.pdf
def test_the_pdf_says_that_it_is_accessible(stranger: Visitor, public: Visitor) -> None:
    file = stranger.get(f"{HERE}/rapport.pdf").data
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL)
    read = file + b"".join(_inflated(stream) for stream in streams)
    assert re.search(rb'pdfuaid:part(="1"|>1<)', read)
    for sign in (rb"/MarkInfo", rb"/StructTreeRoot", rb"/Outlines", rb"/DisplayDocTitle true"):
        assert sign in read, sign
    assert re.search(rb"/Lang ?\(sv-SE\)", read)
    assert read.count(b"/Alt") == len(re.findall(rb"/S ?/Figure", read)) > 0
    links = re.findall(rb"<<[^<>]*/Subtype ?/Link(?:<<[^<>]*>>|[^<>])*>>", re.sub(rb"<<[^<>]*/W 0>>", b"", read))
    assert links
    assert all(re.search(rb"/F 4\b", link) for link in links), "what is a link on the screen is printed too"
    assert any(b"/Contents (1 Sammanfattning)" in link for link in links), "and told by its words"


def test_a_server_that_cannot_make_a_pdf_says_so(
    stranger: Visitor, public: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_given: object) -> bytes:
        raise PdfMissing

    monkeypatch.setattr("bln.documents.render_as_pdf", missing)
    answer = stranger.get(f"{HERE}/rapport.pdf")
    assert answer.status_code == 503
    assert "Hämta rapporten som Word" in answer.text


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_withdrawn_edition_says_when_and_why_and_gives_nothing_else(stranger: Visitor, public: Visitor) -> None:
    board, away = "/program/cykla/rapport/avstamning", f"{DESK}/1/dra-tillbaka"
    assert "Rapporten är publicerad" in public.get(board).text
    assert public.post(away, data={}).status_code == 422
    public.post(away, data={"reason": "Ett antal var fel."})
    assert "Rapporten kan publiceras." in public.get(board).text
    page = stranger.get(HERE)
    assert page.status_code == 200
    assert "Ett antal var fel." in page.text
    assert "vattnet" not in page.text
    gone = [stranger.get(f"{HERE}{part}") for part in ALL[1:]]
    assert {answer.status_code for answer in gone} == {410}
    assert not any(b"vattnet" in answer.data for answer in gone)
    assert "Tillbakadragen" in stranger.get("/rapporter/flode.xml").text
    done = db.session.scalars(db.select(AuditEntry.action)).all()
    assert {AuditAction.REPORT_PUBLISHED, AuditAction.REPORT_WITHDRAWN} <= set(done)


def test_an_edition_beside_the_one_before_tells_of_nobody_who_has_joined(
    stranger: Visitor, public: Visitor, network: Network, staff: Account, version: ReportVersion
) -> None:
    other = make.make_network(network.programme, "alby")
    for home in (network, other, network, other):
        for perspective in (Perspective.CARER, Perspective.POLITICIAN):
            make.join(home, make.Person(), make.Role.MEMBER, perspective)
    seen = []
    for number in (2, 3):
        sent = send_version(network.programme, f"Version {number}.", today() + timedelta(days=5), staff)
        for each in (network, other):
            approve(sent, each, Role.LEADER, staff)
        assert public.post(DESK, data=TERMS | {"reason": "Fler."}).location == f"/rapporter/cykla/{number}"
        made = f"/rapporter/cykla/{number}"
        members = json.loads(stranger.get(f"{made}/data/deltagare.json").text)
        assert ("tidigare version" in members["kolumner"][1]["betydelse"]) == (number == 3)
        seen.append((members["rader"], stranger.get(f"{made}/data/deltagare.csv").data))
        assert ("Antalen är de som stod i en tidigare version" in stranger.get(f"{made}/hela").text) == (number == 3)
        make.join(other, make.Person(), make.Role.MEMBER, Perspective.CARER)
    assert seen[0] == seen[1]
    assert [row["antal"] for row in seen[0][0]] == [4, 4]


def test_what_is_published_again_is_a_new_edition_that_says_what_is_new(stranger: Visitor, public: Visitor) -> None:
    again = TERMS | {"reason": "Ny licens."}
    assert public.post(DESK, data=again).status_code == 422, "nothing is new"
    assert public.post(DESK, data=again | {"licence": "cc0-1.0"}).location == "/rapporter/cykla/2"
    assert stranger.get("/rapporter/cykla").location == "/rapporter/cykla/2"
    assert "Det finns en nyare utgåva" in stranger.get(HERE).text
    assert "Ny licens." in stranger.get("/rapporter/cykla/2").text
