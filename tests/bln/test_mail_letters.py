"""What mails say: every kind has its words, plain and in HTML; a letter is made into a sound message."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from lxml import html
from markupsafe import Markup
from werkzeug.utils import import_string

from bln.config import BadSetting, read_settings
from bln.mail import letters, words
from bln.mail.digest import NOTICES
from bln.mail.kinds import KINDS
from bln.mail.letters import Letter, write_letter
from bln.mail.models import Mail
from bln.mail.smtp import make_message, read_sender

TEMPLATES = Path(letters.__file__).parents[1] / "templates" / "mail"
NASTY = "<script>alert(1)</script> & Bo"


def test_every_kind_has_a_function_two_templates_and_a_name() -> None:
    assert all(callable(import_string(path)) for path in [*KINDS.values(), *NOTICES.values()])
    assert set(KINDS) == set(words.KINDS)
    files = {file.name for file in TEMPLATES.iterdir()}
    assert files == {f"{kind}.{ext}" for kind in [*KINDS, "layout"] for ext in ("txt", "html")}


def _nasty(mail: Mail) -> dict[str, str]:
    values = {"number": "1", "network": NASTY, "place": "", "when": "i dag", "was": "", "link": "http://a.example/b"}
    return values | mail.parameters


def letter(app: Flask, monkeypatch: pytest.MonkeyPatch, **values: str) -> Letter:
    monkeypatch.setitem(KINDS, "dates", f"{__name__}:_nasty")
    with app.app_context():
        return write_letter(Mail(kind="dates", parameters=values))


def test_what_people_wrote_is_escaped_in_html_and_plain_in_plain_text(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = letter(app, monkeypatch)
    assert NASTY in made.text
    assert NASTY in made.subject
    page = html.fromstring(made.html)
    assert page.xpath("//script") == []
    assert NASTY in page.findtext(".//h1")
    assert page.get("lang") == "sv"
    assert page.findtext(".//title") == made.subject


def test_the_subject_is_the_first_line_and_stands_on_one_line(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = letter(app, monkeypatch, network="Ekby\r\nBcc: alla@example.org")
    assert made.subject == "Möte 1 i Ekby"
    message = make_message("1", "anna@example.org", made, read_sender("brev@natverk.example"))
    assert message["Bcc"] is None
    assert message["To"] == "anna@example.org"


def test_links_begin_with_the_address_of_the_site(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = read_settings(tmp_path, {"BLN_URL": "https://natverk.example.se/bln/"})
    for name in ("SERVER_NAME", "PREFERRED_URL_SCHEME", "APPLICATION_ROOT"):
        monkeypatch.setitem(app.config, name, settings[name])
    made = letter(app, monkeypatch)
    assert "https://natverk.example.se/bln/" in made.text
    assert 'href="https://natverk.example.se/bln/"' in made.html


@pytest.mark.parametrize(
    "url", ["natverk.example.se", "ftp://a.example", "https://", "https://a.example/?b", "http://["]
)
def test_an_address_of_the_site_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadSetting, match="BLN_URL"):
        read_settings(tmp_path, {"BLN_URL": url})


def _message(**more: str) -> EmailMessage:
    made = Letter("Ämnet", "Hej å\n", Markup("<p>Hej å</p>"), "<p>Hej å</p>", **more)
    return make_message("4711", "anna@example.org", made, read_sender("Nätverken <brev@natverk.example>"))


def test_a_message_holds_plain_text_and_html_and_a_stable_id() -> None:
    message = _message()
    assert message["Message-ID"] == "<4711@natverk.example>"
    assert message["From"] == "Nätverken <brev@natverk.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["List-Unsubscribe"] is None


def test_a_notice_can_be_turned_off_from_the_mail_reader() -> None:
    message = _message(off="https://a.example/notiser/x")
    assert message["List-Unsubscribe"] == "<https://a.example/notiser/x>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_goes_along_for_machines_and_as_a_file(method: str) -> None:
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"
    parts = [part for part in _message(calendar=calendar).walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_filename() for part in parts] == [None, "mote.ics"]
    assert parts[0].get_param("method") == method
    assert all(f"METHOD:{method}" in part.get_content() for part in parts)
