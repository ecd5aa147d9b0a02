"""What is handed in is closed until somebody who leads opens it again and says why."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.audit.models import AuditAction, AuditEntry
from bln.mail.letters import Outdated, write_letter
from bln.mail.models import Mail
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.room.models import Reopening, Submission
from bln.room.priorities import latest_priorities
from bln.room.prioritising import save_priorities
from bln.room.reopening import Closed, StaleVersion, reopen
from bln.room.services import NoteContent, add_note, edit_note, restore_note, withdraw_note
from meetings.priorities import Prioritisation
from meetings.votes import Candidate
from tests.bln import factories as make
from tests.bln.visitor import Visitor

AT = "/natverk/ekby/mote/1"
Db = scoped_session[Session]


def logged(session: Db) -> list[AuditAction]:
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)))


def test_closed_notes_refuse_every_change_and_the_same_save_again(network: Network, leader: Account) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    meeting = make.meeting_of(network)
    make.submit(network, leader)
    with pytest.raises(Closed):
        add_note(network, meeting, uuid.uuid4(), NoteContent("stops", "Lyktor saknas."), leader)
    with pytest.raises(Closed):
        edit_note(meeting, note.id, 1, NoteContent("stops", "Vägen är hal."), leader)
    with pytest.raises(Closed):
        withdraw_note(meeting, note.id, leader)
    with pytest.raises(Closed):
        make.save_outcome(meeting, 0, make.Outcome(("Vägen.",)), leader)
    again = add_note(network, meeting, note.id, NoteContent("stops", "Vägen är smal."), leader)
    assert again.number == 1, "a save that is sent again is no change"
    assert restore_note(meeting, note.id, leader).withdrawn_at is None


def test_closed_areas_refuse_a_change(network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen.", number=2, question="first")
    make.submit(network, leader, number=2)
    meeting = make.meeting_of(network, 2)
    with pytest.raises(Closed):
        save_priorities(network, meeting, 0, Prioritisation((Candidate("a", "Vägen"),)), leader)
    assert latest_priorities(meeting)[0] == 0


def test_opening_again_needs_a_reason_and_is_logged_without_it(
    client: Visitor, leader: Account, network: Network, db_session: Db
) -> None:
    make.write(network, leader, "Vägen är smal.")
    client.post(f"{AT}/lamna-in")
    answer = client.post(f"{AT}/lamna-in/oppna", data={"version": 1, "reason": " "})
    assert answer.status_code == 422
    assert "Skriv kort varför" in answer.text
    assert db_session.scalars(select(Reopening)).all() == []
    assert client.post(f"{AT}/lamna-in/oppna", data={"version": 1, "reason": "Lyktorna."}).status_code == 302
    [found] = db_session.scalars(select(Reopening))
    assert (found.version, found.reason, found.closed_at) == (1, "Lyktorna.", None)
    assert logged(db_session)[-1] is AuditAction.NOTES_REOPENED
    make.write(network, leader, "Lyktor saknas.")
    client.post(f"{AT}/lamna-in", data={"reason": "Lyktorna."})
    db_session.expire_all()
    assert db_session.scalars(select(Reopening)).one().closed_at is not None
    with pytest.raises(Closed):
        add_note(network, make.meeting_of(network), uuid.uuid4(), NoteContent("stops", "Mer."), leader)


def test_a_page_that_is_older_than_the_last_version_opens_nothing(network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.write(network, leader, "Lyktor saknas.")
    make.submit(network, leader)
    with pytest.raises(StaleVersion):
        reopen(network, make.meeting_of(network), 1, "Något.", leader)


def test_what_was_opened_by_mistake_is_closed_again_if_nothing_has_changed(
    client: Visitor, leader: Account, network: Network, db_session: Db
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.open_again(network, leader)
    assert client.post(f"{AT}/lamna-in/stang").location == f"{AT}/inlamnat"
    assert "Öppna igen" in client.get(f"{AT}/lamna-in").text
    make.write(network, leader, "Lyktor saknas.")
    assert client.post(f"{AT}/lamna-in/stang").location == f"{AT}/lamna-in"
    assert "Lämna in anteckningarna" in client.get(f"{AT}/lamna-in").text
    assert len(list(db_session.scalars(select(Submission)))) == 1


def test_the_room_of_closed_notes_is_for_reading(client: Visitor, leader: Account, network: Network) -> None:
    make.write(network, leader, "Vägen är smal.")
    client.post(f"{AT}/lamna-in")
    page = client.get(f"{AT}/anteckningar?fraga=stops").text
    assert "Vägen är smal." in page
    assert "Ny anteckning" not in page
    assert "/anteckning/" not in page
    make.open_again(network, leader)
    assert "Ny anteckning" in client.get(f"{AT}/anteckningar?fraga=stops").text


def test_what_is_written_while_somebody_hands_in_is_not_lost(
    client: Visitor, leader: Account, network: Network
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    form = {"id": str(uuid.uuid4()), "version": 0, "question": "stops", "perspective": "", "text": "Lyktor saknas."}
    answer = client.post(f"{AT}/anteckningar", data=form)
    assert answer.status_code == 409
    assert "Lyktor saknas." in answer.text
    live = client.post(f"{AT}/anteckningar", data=form, headers={"Accept": "application/json"})
    assert live.status_code == 409
    assert "Din text finns kvar" in live.get_json()["message"]
    edited = client.post(f"{AT}/anteckning/{note.id}", data=form | {"version": 1, "text": "Vägen är hal."})
    assert (edited.status_code, "Vägen är hal." in edited.text) == (409, True)
    assert client.post(f"{AT}/anteckning/{note.id}/ta-bort").location == f"{AT}/lamna-in"


def test_staff_see_that_notes_are_open_again_and_a_late_change_is_told(
    client: Visitor, leader: Account, network: Network, app: Flask
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    assert "nationella sammanställning är redan delad" not in client.get(f"{AT}/lamna-in").text
    make.share(make.round_scope(network.programme), leader)
    assert "nationella sammanställning är redan delad" in client.get(f"{AT}/lamna-in").text
    make.open_again(network, leader, reason="Lyktorna saknades.")
    staff = app.test_client()
    make.sign_in(staff, make.make_account("staff", staff=True))
    assert "Lyktorna saknades." in staff.get(f"{AT}/inlamnat").text


def test_the_next_step_is_to_hand_in_what_was_opened(client: Visitor, leader: Account, network: Network) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.open_again(network, leader)
    assert "Lämna in en ny version." in client.get("/natverk/ekby").text


def test_a_receipt_goes_to_who_leads_with_time_and_fingerprint_and_no_word_of_the_notes(
    leader: Account, network: Network, db_session: Db
) -> None:
    deputy = make.make_leader(network, "stallforetradaren", Role.DEPUTY)
    make.join(network, make.make_account("deltagaren").person, Role.MEMBER)
    make.write(network, leader, "Vägen är smal.")
    submission = make.submit(network, leader)
    mails = list(db_session.scalars(select(Mail).where(Mail.kind == "receipt").order_by(Mail.address)))
    assert [mail.address for mail in mails] == [leader.email, deputy.email]
    letter = write_letter(mails[0])
    assert letter.subject == "Kvitto: möte 1 i Ekby är inlämnat"
    for words in (letter.text, letter.html):
        assert submission.fingerprint[:16] in words
        assert "/natverk/ekby/mote/1/inlamnat" in words
        assert "smal" not in words
    membership = next(m for m in network.memberships if m.person_id == deputy.person_id)
    membership.left_at = submission.submitted_at
    db_session.commit()
    with pytest.raises(Outdated):
        write_letter(mails[1])
