"""The pages that are open to all, and what they say is true of the code."""

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.config import read_settings
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PAGES = ("/rapporter", "/personuppgifter", "/pa-din-enhet", "/tillganglighet")
SCRIPTS = Path(__file__).parents[2] / "bln" / "static" / "js"


@pytest.mark.parametrize("address", ["/logga-in", *PAGES, "/natverk/ekby", "/finns-inte"])
def test_every_page_leads_to_the_three_in_its_footer(
    client: Visitor, db_session: scoped_session[Session], address: str
) -> None:
    extra = []
    if address not in ("/logga-in", *PAGES):
        extra = ["/konto/kalender"]
        make.sign_in(client, make.make_leader(make.make_network(make.make_programme())))
    footer = client.get(address).text.partition("<footer")[2]
    assert re.findall(r'href="([^"]+)"', footer) == [*PAGES, *extra]


def test_each_programme_says_who_is_responsible_and_on_what_ground(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_programme(controller="Ekby kommun", lawful_basis="Uppgift av allmänt intresse")
    make.make_programme("vandra")
    page = client.get("/personuppgifter").text
    assert re.search(r"<h3>Cykla cykla</h3>[^§]*?Ekby kommun[^§]*?Uppgift av allmänt intresse", page)
    assert page.count("Inte angivet än") == 2, "a programme without them says so"


def test_the_page_names_the_cookie_that_is_set(
    app: Flask, client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    answer = client.post("/logga-in", data={"email": "eva@example.invalid", "password": make.PASSWORD})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    page = client.get("/pa-din-enhet").text
    assert f">{name}<" in page
    assert "efter 30 dagar utan besök, och längst 180 dagar" in page
    ends = parsedate_to_datetime(rest.partition("Expires=")[2].partition(";")[0])
    assert timedelta(days=179, hours=23) < ends - utcnow() <= timedelta(days=180)


def test_what_staff_are_signed_in_with_ends_with_the_browser(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_account("nina", password=make.PASSWORD, staff=True)
    answer = client.post("/logga-in", data={"email": "nina@example.invalid", "password": make.PASSWORD})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie
    page = client.get("/pa-din-enhet").text
    assert "tills webbläsaren stängs, annars efter 12 timmar utan besök, och längst 7 dagar" in page


def test_the_scripts_keep_nothing_but_what_the_page_names(client: Visitor) -> None:
    page = client.get("/pa-din-enhet").text
    sources = {file.name: file.read_text("utf-8") for file in SCRIPTS.glob("*.js")}
    keeping = {
        name
        for name, text in sources.items()
        if re.search(r"torage\.setItem|sessionStorage|indexedDB\.open|caches\.open|cookie", text)
    }
    assert keeping == {"drafts.js", "device.js", "worker.js"}
    for script, named in (
        ("drafts.js", r'PREFIX = "([^"]+)"'),
        ("device.js", r'MARK = "([^"]+)"'),
        ("device.js", r'indexedDB.open\("([^"]+)"'),
        ("worker.js", r"NAMED = `([^ ]+) "),
    ):
        kept = re.search(named, sources[script])
        assert kept
        assert re.search(rf"(?<![\w-]){kept[1]}(?![\w-])", page)


def test_the_statement_has_everything_that_digg_asks_for(
    app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "OPERATOR", "Ekby kommun")
    monkeypatch.setitem(app.config, "CONTACT", "hjalp@example.invalid")
    page = client.get("/tillganglighet").text
    for needed in (
        "Ekby kommun",
        "delvis förenlig",
        "hjalp@example.invalid",
        "https://www.digg.se/tdosanmalan",
        "Innehåll som inte är tillgängligt",
        "Självskattning",
        "oskäligt betungande",
        "Senaste bedömningen gjordes den",
        "uppdaterades senast den",
    ):
        assert needed in page, needed


def test_security_txt_tells_whom_to_tell_where_the_setting_says(
    app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    monkeypatch.setitem(app.config, "SECURITY_CONTACT", "mailto:sakerhet@example.invalid")
    answer = client.get("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    contact, expires, languages = answer.text.splitlines()
    assert contact == "Contact: mailto:sakerhet@example.invalid"
    assert re.fullmatch(r"Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", expires)
    assert languages == "Preferred-Languages: sv, en"


def test_the_contacts_come_from_the_environment(tmp_path: Path) -> None:
    given = {"BLN_OPERATOR": "Ekby", "BLN_CONTACT": "a@b", "BLN_SECURITY_CONTACT": "mailto:c@d"}
    settings = read_settings(tmp_path, given)
    assert [settings[name] for name in ("OPERATOR", "CONTACT", "SECURITY_CONTACT")] == ["Ekby", "a@b", "mailto:c@d"]
