"""What a national theme says besides its text: what differs, what is cited, and what the networks called it."""

import uuid
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import html
from sqlalchemy.orm import Session, scoped_session

from bln.desk.scopes import RoundScope
from bln.desk.services import compiled_draft
from bln.desk.steps import choose_quotes
from bln.networks.models import Network, Programme
from bln.people.models import Account
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

Database = scoped_session[Session]
HERE = "/program/cykla/omgang/1/sammanstallning"
SORT = f"{HERE}/sortera?fraga=stops"
TEXTS = ("Vägen är smal.", "Bron i Ekby är stängd.", "Lyktor saknas.", "Jag vågar inte cykla.")
QUOTABLE = TEXTS[0], TEXTS[1], TEXTS[3]


@pytest.fixture
def programme(db_session: Database) -> Programme:
    return make.make_programme()


@pytest.fixture
def staff(client: Visitor, programme: Programme) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


@pytest.fixture
def notes(programme: Programme, staff: Account) -> dict[str, str]:
    """Two networks' notes under one national theme, by text; each network has sorted its own."""
    networks = [make.make_network(programme, slug) for slug in ("ekby", "alby")]
    found = {}
    for network, texts in zip(networks, (TEXTS[:2], TEXTS[2:]), strict=True):
        for text in texts:
            more = {"quotable": text in QUOTABLE, "perspective": Perspective.POLITICIAN}
            found[text] = str(make.write(network, staff, text, **more)[0].id)
        make.submit(network, staff)
    return found


@pytest.fixture
def theme(programme: Programme, notes: dict[str, str]) -> uuid.UUID:
    return make.sort(scope(programme), "stops", "Hinder", notes.values())


def scope(programme: Programme) -> RoundScope:
    return make.round_scope(programme)


def quotes(programme: Programme) -> list[str]:
    make.db.session.expire_all()
    draft = scope(programme).draft()
    assert draft is not None
    return [quote.text for found in compiled_draft(scope(programme), draft).themes for quote in found.quotes]


def fields(page: str) -> dict[str, str]:
    """What the form of the sorting page would send."""
    [form] = [form for form in html.fromstring(page).forms if "data-sorting" in form.attrib]
    return {name: value or "" for name, value in form.form_values() if name not in ("undo", "shift", "accept")}


def network(programme: Programme, slug: str) -> Network:
    return next(found for found in programme.networks if found.slug == slug)


def test_only_what_may_be_cited_and_tells_no_network_can_be_chosen(
    client: Visitor, programme: Programme, theme: uuid.UUID, notes: dict[str, str]
) -> None:
    page = client.get(f"{HERE}/citat?tema={theme}").text
    assert "”Vägen är smal.”" in page
    assert "”Jag vågar inte cykla.”" in page
    assert "Lyktor saknas." not in page, "its speaker has not agreed"
    assert "Bron i Ekby" not in page, "it names its network"
    assert "1 anteckning till får citeras men nämner" in page
    assert "politiker" not in page
    asked = [notes[TEXTS[0]], notes[TEXTS[1]], notes[TEXTS[2]]]
    assert client.post(f"{HERE}/citat?tema={theme}", data={"quotes": asked, "shown": ""}).status_code == 302
    assert quotes(programme) == [TEXTS[0]]


def test_a_quote_is_shared_in_its_own_words_without_network_or_perspective(
    client: Visitor, programme: Programme, theme: uuid.UUID, notes: dict[str, str]
) -> None:
    client.post(f"{HERE}/citat?tema={theme}", data={"quotes": [notes[TEXTS[0]]], "shown": ""})
    preview = client.get(f"{HERE}/dela").text
    assert "”Vägen är smal.”" in preview
    client.post(f"{HERE}/dela", data={"reason": ""})
    make.sign_in(client, make.make_leader(network(programme, "ekby"), "lisa"))
    page = client.get(HERE).text
    document = page[page.index('class="document') :]
    assert "”Vägen är smal.”" in document
    for told in ("Lyktor saknas", "Jag vågar", "politiker", "Alby", "Ekby"):
        assert told not in document, told
    word = ZipFile(BytesIO(client.get(f"{HERE}.docx").data)).read("word/document.xml").decode()
    assert "”Vägen är smal.”" in word


def test_two_who_choose_quotes_at_once_drop_nothing_of_each_other(
    client: Visitor, programme: Programme, theme: uuid.UUID, notes: dict[str, str]
) -> None:
    for text in (TEXTS[0], TEXTS[3]):
        client.post(f"{HERE}/citat?tema={theme}", data={"quotes": [notes[text]], "shown": ""})
    assert set(quotes(programme)) == {TEXTS[0], TEXTS[3]}
    client.post(f"{HERE}/citat?tema={theme}", data={"quotes": [], "shown": notes[TEXTS[0]]})
    assert quotes(programme) == [TEXTS[3]]


def test_a_choice_of_quotes_can_be_taken_back_and_a_note_that_leaves_takes_its_quote_along(
    client: Visitor, programme: Programme, theme: uuid.UUID, notes: dict[str, str], staff: Account
) -> None:
    choose_quotes(scope(programme), theme, {notes[TEXTS[0]], notes[TEXTS[3]]}, (), staff)
    make.sort(scope(programme), "stops", "Smalt", [notes[TEXTS[0]]])
    assert quotes(programme) == []
    page = client.get(SORT).text
    assert 'name="undo"' in page


def test_a_theme_without_anything_to_cite_says_why(
    client: Visitor, programme: Programme, notes: dict[str, str]
) -> None:
    key = make.sort(scope(programme), "stops", "Lyktor", [notes[TEXTS[2]]])
    page = client.get(f"{HERE}/citat?tema={key}").text
    assert "Inget i temat går att citera" in page
    assert "Ingen av anteckningarna är märkt" in page


def test_a_theme_that_is_gone_leads_back_to_the_sorting(client: Visitor, theme: uuid.UUID) -> None:
    assert client.get(f"{HERE}/citat?tema={uuid.uuid4()}").status_code == 302


def test_each_note_shows_the_heading_that_its_network_gave_it_and_whether_it_is_cited(
    client: Visitor, programme: Programme, theme: uuid.UUID, notes: dict[str, str], staff: Account
) -> None:
    own = make.meeting_scope(network(programme, "alby"))
    make.sort(own, "stops", "Mörkt hos oss", [notes[TEXTS[2]]])
    assert "Mörkt hos oss" not in client.get(SORT).text, "it is not shared yet"
    make.share(own, staff)
    choose_quotes(scope(programme), theme, {notes[TEXTS[0]]}, (), staff)
    page = client.get(SORT).text
    assert page.count("Mörkt hos oss") == 1
    assert page.count("<em>citeras</em>") == 1
    assert page.count("<em>får citeras</em>") == 2


def test_differences_are_worded_beside_the_text_and_stand_in_summary_and_word_file(
    client: Visitor, programme: Programme, theme: uuid.UUID
) -> None:
    sent = fields(client.get(SORT).text)
    sent["themes-0-differences"] = "På landet är vägen smal, i stan är den full."
    assert client.post(SORT, data=sent).status_code == 302
    assert "På landet är vägen smal" in client.get(SORT).text
    client.post(f"{HERE}/dela", data={"reason": ""})
    word = ZipFile(BytesIO(client.get(f"{HERE}.docx").data)).read("word/document.xml").decode()
    for text in (client.get(HERE).text, word):
        assert "Skillnader: " in text
        assert "På landet är vägen smal" in text


def test_of_two_who_word_the_differences_at_once_both_texts_are_shown_and_the_heading_is_saved(
    client: Visitor, programme: Programme, theme: uuid.UUID
) -> None:
    mine = fields(client.get(SORT).text)
    theirs = mine | {"themes-0-differences": "I stan är den full."}
    assert client.post(SORT, data=theirs).status_code == 302
    answer = client.post(SORT, data=mine | {"themes-0-differences": "På landet är den smal."})
    assert answer.status_code == 409
    assert "I stan är den full." in answer.text
    assert "På landet är den smal." in answer.text
    untouched = client.post(SORT, data=mine | {"themes-0-title": "Vägen"})
    assert untouched.status_code == 302, "who changes another word meets nobody"
    draft = scope(programme).draft()
    assert draft is not None
    make.db.session.expire_all()
    assert (draft.themes[0].title, draft.themes[0].differences) == ("Vägen", "I stan är den full.")


def test_a_restored_version_brings_differences_and_quotes_back_and_a_comparison_tells_them(
    client: Visitor, programme: Programme, theme: uuid.UUID, notes: dict[str, str], staff: Account
) -> None:
    choose_quotes(scope(programme), theme, {notes[TEXTS[0]]}, (), staff)
    client.post(SORT, data=fields(client.get(SORT).text) | {"themes-0-differences": "Smalt på landet."})
    client.post(f"{HERE}/dela", data={"reason": ""})
    choose_quotes(scope(programme), theme, (), {notes[TEXTS[0]]}, staff)
    client.post(f"{HERE}/dela", data={"reason": "Ett citat mindre."})
    page = client.get(f"{HERE}/jamfor").text
    assert "Andra citat är valda." in page
    client.post(f"{HERE}/aterstall", data={"version": 1})
    assert quotes(programme) == [TEXTS[0]]
    assert "Smalt på landet." in client.get(SORT).text


def test_a_meeting_s_summary_has_no_quotes_and_no_differences(
    client: Visitor, programme: Programme, notes: dict[str, str], staff: Account
) -> None:
    make.sort(make.meeting_scope(network(programme, "ekby")), "stops", "Smalt", [notes[TEXTS[0]]])
    page = client.get("/natverk/ekby/mote/1/sammanstallning/sortera?fraga=stops").text
    assert "Skillnader" not in page
    assert "citat" not in page
    assert client.get("/natverk/ekby/mote/1/sammanstallning/citat").status_code == 404


def voices(programme: Programme, staff: Account, *slugs: str) -> None:
    """Networks where carers and politicians speak of the same matter, and in every other one somebody else too."""
    for place, slug in enumerate(slugs):
        found = make.make_network(programme, slug)
        for perspective in (Perspective.CARER, *Perspective):
            make.join(found, make.Person(), make.Role.MEMBER, perspective)
        others = [Perspective.PRACTITIONER] if place % 2 else [Perspective.MANAGER]
        for perspective in (Perspective.CARER, Perspective.POLITICIAN, *others):
            make.write(found, staff, f"Lyktor saknas, {slug} {perspective}.", perspective=perspective)
        make.submit(found, staff)


def test_staff_see_from_which_perspectives_a_theme_comes_under_the_small_group_rule_and_leaders_do_not(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    voices(programme, staff, "ekby", "alby", "dalby", "falla")
    make.sort(scope(programme), "stops", "Ljus", [note.id for note in scope(programme).notes()])
    make.share(scope(programme), staff)
    page = client.get(HERE).text
    table = html.fromstring(page).xpath("//table[contains(., 'Teman efter perspektiv')]")[0]
    [row] = [[cell.text_content().strip() for cell in row] for row in table.xpath(".//tbody/tr")]
    assert row[0] == "Ljus"
    assert set(row[1:]) == {"4", "visas inte"}
    assert (row[2], row[4]) == ("visas inte", "visas inte"), "two networks are too few to tell of"
    make.sign_in(client, make.make_leader(network(programme, "ekby"), "lisa"))
    assert "efter perspektiv" not in client.get(HERE).text


def test_two_networks_are_too_few_to_tell_perspectives_and_an_older_version_tells_none(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    voices(programme, staff, "ekby", "alby")
    make.sort(scope(programme), "stops", "Ljus", [note.id for note in scope(programme).notes()])
    make.share(scope(programme), staff)
    assert "efter perspektiv" not in client.get(HERE).text
    voices(programme, staff, "dalby", "falla")
    make.sort(scope(programme), "stops", "Ljus", [note.id for note in scope(programme).notes()])
    make.share(scope(programme), staff, reason="Två till.")
    assert "efter perspektiv" in client.get(HERE).text
    assert "efter perspektiv" not in client.get(f"{HERE}?version=1").text
