"""After a meeting: personal data mended in place, and what the meeting came to."""

import re
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.desk.models import SummaryVersion
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.room.models import OutcomeVersion
from bln.room.queries import revisions_of
from bln.room.services import NoteContent, edit_note
from bln.room.submitting import Blocked
from bln.versions import Unchanged
from meetings.outcome import Outcome
from tests.bln import factories as make
from tests.bln.visitor import Visitor

AT = "/natverk/ekby/mote/1"
CONCLUDE = f"{AT}/det-viktigaste"
Db = scoped_session[Session]


def test_the_suggested_words_are_taken_with_one_button_and_what_was_typed_stays(
    client: Visitor, leader: Account, network: Network
) -> None:
    make.write(network, leader, "Ring 070-123 45 67 om vägen.")
    page = client.get(f"{AT}/lamna-in").text
    assert "Skriv ”ett telefonnummer” i stället" in page
    answer = client.post(
        f"{AT}/lamna-in/anteckning/{make.first_note(network).id}",
        data={"n1-version": 1, "n1-text": "Ring 070-123 45 67 om den hala vägen.", "n1-find": "070-123 45 67"},
    )
    assert answer.status_code == 302
    assert make.first_note(network).text == "Ring ett telefonnummer om den hala vägen."


def test_a_mended_note_can_be_taken_back_unless_it_held_a_personal_number(
    client: Visitor, leader: Account, network: Network, db_session: Db
) -> None:
    make.write(network, leader, "Skriv till vagen@example.invalid.", "Ring 811218-9876.")
    first = make.first_note(network)
    data = {"n1-version": 1, "n1-text": "Skriv till en e-postadress."}
    page = client.post(f"{AT}/lamna-in/anteckning/{first.id}", data=data, follow_redirects=True).text
    assert "Anteckning N1 är ändrad." in page
    undo = dict(re.findall(r'name="(n1-\w+)" value="([^"]*)"', page.split("är ändrad.")[1].split("</form>")[0]))
    client.post(f"{AT}/lamna-in/anteckning/{first.id}", data=undo)
    note = make.first_note(network)
    assert note.text == "Skriv till vagen@example.invalid."
    assert [revision.version for revision in revisions_of(note)] == [3, 2, 1]
    blocked = client.get(f"{AT}/lamna-in").text
    key = re.search(r"/lamna-in/anteckning/([0-9a-f-]{36})[^>]*>\s*<h3 id=\"mend-2\"", blocked)
    assert key is not None
    data = {"n2-version": 1, "n2-text": "Ring 811218-9876.", "n2-find": "811218-9876"}
    page = client.post(f"{AT}/lamna-in/anteckning/{key[1]}", data=data, follow_redirects=True).text
    assert "811218" not in page
    assert "Ångra" not in page


def test_two_who_mend_one_note_see_both_texts(client: Visitor, leader: Account, network: Network) -> None:
    [note] = make.write(network, leader, "Skriv till vagen@example.invalid.")
    edit_note(make.meeting_of(network), note.id, 1, NoteContent("stops", "Mejla vagen@example.invalid."), leader)
    data = {"n1-version": 1, "n1-text": "Skriv till kommunen."}
    answer = client.post(f"{AT}/lamna-in/anteckning/{note.id}", data=data)
    assert answer.status_code == 409
    assert "Mejla vagen@example.invalid." in answer.text
    assert "Skriv till kommunen." in answer.text
    assert 'name="n1-version" type="hidden" value="2"' in answer.text
    assert client.post(f"{AT}/lamna-in/anteckning/{note.id}", data=data | {"n1-version": 2}).status_code == 302
    assert make.first_note(network).text == "Skriv till kommunen."


def test_a_fault_stands_at_its_field_and_nothing_is_lost(client: Visitor, leader: Account, network: Network) -> None:
    [note] = make.write(network, leader, "Skriv till vagen@example.invalid.")
    data = {"n1-version": 1, "n1-text": "Fråga 811218-9876."}
    answer = client.post(f"{AT}/lamna-in/anteckning/{note.id}", data=data)
    assert answer.status_code == 422
    assert 'href="#n1-text"' in answer.text
    assert "Fråga 811218-9876." in answer.text


def test_what_the_meeting_came_to_is_kept_version_by_version(
    client: Visitor, leader: Account, network: Network, db_session: Db
) -> None:
    make.write(network, leader, "Vägen är smal.", "Vägen är hal.")
    assert "Förslag att börja med" in client.get(CONCLUDE).text
    first = {"version": 0, "key_points": "- Vägen är farlig.\n\n Bron brister. ", "agreed": "Börja med vägen."}
    assert client.post(CONCLUDE, data=first).status_code == 302
    assert client.post(CONCLUDE, data=first).status_code == 302, "the same again changes nothing"
    stale = client.post(CONCLUDE, data={"version": 0, "key_points": "Något annat."})
    assert stale.status_code == 409
    assert "Något annat." in stale.text
    assert "Bron brister." in stale.text
    assert client.post(CONCLUDE, data={"version": 1, "key_points": "Något annat."}).status_code == 302
    kept = [(row.version, row.content) for row in db_session.scalars(select(OutcomeVersion))]
    assert kept == [
        (1, {"key_points": ["Vägen är farlig.", "Bron brister."], "agreed": ["Börja med vägen."], "disagreed": []}),
        (2, {"key_points": ["Något annat."], "agreed": [], "disagreed": []}),
    ]


@pytest.mark.parametrize("text", ["x" * 301, "\n".join("rad" * 21), "811218-9876"], ids=["long", "many", "number"])
def test_what_does_not_fit_is_refused_and_stays(client: Visitor, leader: Account, network: Network, text: str) -> None:
    answer = client.post(CONCLUDE, data={"version": 0, "key_points": text})
    assert answer.status_code == 422
    assert 'href="#key_points"' in answer.text
    assert text.splitlines()[0] in answer.text


def test_it_is_handed_in_with_the_notes_and_the_fingerprint_vouches_for_it(
    client: Visitor, leader: Account, network: Network
) -> None:
    make.write(network, leader, "Vägen är smal.")
    bare = make.submit(network, leader).fingerprint
    make.open_again(network, leader)
    make.conclude(network, leader, "Vägen är farlig.", disagreed=("Vem som betalar.",))
    told = make.submit(network, leader)
    assert told.fingerprint != bare
    assert told.outcome == {"key_points": ["Vägen är farlig."], "agreed": [], "disagreed": ["Vem som betalar."]}
    for address in (f"{AT}/inlamnat", f"{AT}/anteckningar.md", f"{AT}/anteckningar.html"):
        page = client.get(address).text
        assert "Det viktigaste enligt nätverket" in page
        assert "Vem som betalar." in page
    make.open_again(network, leader)
    with pytest.raises(Unchanged):
        make.submit(network, leader)


def test_it_opens_the_summary_and_sedan_sist(
    client: Visitor, leader: Account, network: Network, app: Flask, db_session: Db
) -> None:
    make.meeting_of(network).planned_at = datetime.fromisoformat("2026-10-01T13:00")
    make.write(network, leader, "Vägen är smal.")
    make.conclude(network, leader, "Vägen är farlig.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    member = app.test_client()
    account = make.make_account("deltagaren")
    make.join(network, account.person, Role.MEMBER)
    make.sign_in(member, account)
    assert "Vägen är farlig." in member.get(f"{AT}/sammanstallning").text
    assert "Vägen är farlig." in member.get("/natverk/ekby/sedan-sist").text
    assert "Viktigast förra gången" in member.get("/natverk/ekby/mote/2").text
    make.open_again(network, leader)
    make.conclude(network, leader, "Vägen är hal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader, reason="Nytt.")
    assert sorted(version.version for version in db_session.scalars(select(SummaryVersion))) == [1, 2]


def test_a_summary_without_it_has_the_fingerprint_that_it_always_had(network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    shared = make.share(make.meeting_scope(network), leader)
    shared.content = {name: value for name, value in shared.content.items() if name != "outcome"}
    with pytest.raises(Unchanged):
        make.share(make.meeting_scope(network), leader, reason="Igen.")


def test_a_personal_number_in_it_stops_the_handing_in(client: Visitor, leader: Account, network: Network) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.save_outcome(make.meeting_of(network), 0, Outcome(("Ring 811218-9876.",)), leader)
    page = client.get(f"{AT}/lamna-in").text
    assert "<mark>811218-9876</mark>" in page
    assert "Lämna in anteckningarna" not in page
    with pytest.raises(Blocked):
        make.submit(network, leader)


def test_members_read_nothing_of_it_before_the_summary_is_shared(
    client: Visitor, leader: Account, network: Network, app: Flask
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.conclude(network, leader, "Vägen är farlig.")
    make.submit(network, leader)
    assert "Vägen är farlig." in client.get("/natverk/ekby/mote/2").text
    member = app.test_client()
    account = make.make_account("deltagaren")
    make.join(network, account.person, Role.MEMBER)
    make.sign_in(member, account)
    for address in ("/natverk/ekby/mote/2", "/natverk/ekby/sedan-sist", f"{AT}/sammanstallning"):
        assert "Vägen är farlig." not in member.get(address).text


def test_whoever_compiles_reads_what_each_network_came_to_and_who_has_opened_again(
    leader: Account, network: Network, app: Flask
) -> None:
    other = make.make_network(network.programme, "alby")
    for each, point in ((network, "Vägen är farlig."), (other, "Bron är hal.")):
        make.write(each, leader, "Vägen är smal.")
        make.conclude(each, leader, point)
        make.submit(each, leader)
    make.open_again(other, leader, reason="Lyktorna saknades.")
    make.begin_draft(make.round_scope(network.programme))
    staff = app.test_client()
    make.sign_in(staff, make.make_account("staff", staff=True))
    for page in ("", "/sortera"):
        seen = staff.get(f"/program/cykla/omgang/1/sammanstallning{page}").text
        assert "Det viktigaste enligt 2 nätverk" in seen
        assert "Bron är hal." in seen
        assert "Alby har öppnat sina anteckningar igen" in seen
        assert "Ekby har öppnat" not in seen
