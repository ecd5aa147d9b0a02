"""After a meeting: the privacy check, and handing in for good."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network
from bln.people.models import Account
from bln.room.models import Submission
from bln.room.reopening import Closed
from bln.room.services import NoteContent, edit_note, withdraw_note
from bln.room.submitting import Blocked, NothingToSubmit
from bln.versions import Unchanged
from tests.bln import factories as make
from tests.bln.visitor import Visitor

SUBMIT = "/natverk/ekby/mote/1/lamna-in"
RECEIPT = "/natverk/ekby/mote/1/inlamnat"
PERSONAL_NUMBER = "Ring 811218-9876 om vägen."  # Skatteverket's own example number


def submissions(db_session: scoped_session[Session]) -> list[Submission]:
    db_session.expire_all()
    return list(db_session.scalars(select(Submission).order_by(Submission.version)))


def texts(submission: Submission) -> list[tuple[int, str]]:
    return [(note.number, note.text) for note in submission.notes]


def change(network: Network, leader: Account, db_session: scoped_session[Session], text: str) -> None:
    """Change the first note of the first meeting, opened again if need be."""
    make.open_again(network, leader)
    note = make.first_note(network)
    edit_note(make.meeting_of(network), note.id, note.version, NoteContent("stops", text), leader)


def test_what_is_handed_in_is_a_copy_with_a_receipt(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.", "Lyktor saknas.")
    answer = client.post(SUBMIT)
    assert (answer.status_code, answer.location) == (302, RECEIPT)
    [found] = submissions(db_session)
    assert (found.version, found.reason) == (1, "")
    assert texts(found) == [(1, "Vägen är smal."), (2, "Lyktor saknas.")]
    assert re.fullmatch("[0-9a-f]{64}", found.fingerprint)
    page = client.get(RECEIPT).text
    assert found.fingerprint[:16] in page
    assert "2 anteckningar" in page.replace("\xa0", " ")
    assert "Vägen är smal." in page


def test_what_is_handed_in_does_not_follow_later_edits(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    notes = make.write(network, leader, "Vägen är smal.", "Lyktor saknas.")
    make.submit(network, leader)
    [before] = submissions(db_session)
    mark = before.fingerprint
    change(network, leader, db_session, "Vägen är hal.")
    withdraw_note(make.meeting_of(network), notes[1].id, leader)
    make.write(network, leader, "Bron är trasig.")
    [after] = submissions(db_session)
    assert texts(after) == [(1, "Vägen är smal."), (2, "Lyktor saknas.")]
    assert after.fingerprint == mark
    page = client.get(RECEIPT).text
    assert "Vägen är smal." in page
    assert "Vägen är hal." not in page


def test_a_personal_number_stops_the_handing_in(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.", PERSONAL_NUMBER)
    page = client.get(SUBMIT).text
    assert "Ta bort personnumren innan du lämnar in." in page
    assert "<mark>811218-9876</mark>" in page
    assert "Lämna in anteckningarna" not in page
    answer = client.post(SUBMIT)
    assert answer.status_code in (200, 409, 422)
    assert "Ta bort personnumren" in answer.text
    assert submissions(db_session) == []
    with pytest.raises(Blocked):
        make.submit(network, leader)


def test_a_personal_number_that_is_taken_away_no_longer_stops(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [_, note] = make.write(network, leader, "Vägen är smal.", PERSONAL_NUMBER)
    withdraw_note(make.meeting_of(network), note.id, leader)
    assert client.post(SUBMIT).status_code == 302
    assert [texts(found) for found in submissions(db_session)] == [[(1, "Vägen är smal.")]]


def test_other_personal_data_warns_but_does_not_stop(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Skriv till vagen@example.invalid om hålen.")
    page = client.get(SUBMIT).text
    assert "<mark>vagen@example.invalid</mark>" in page
    assert "Lämna in anteckningarna" in page
    assert client.post(SUBMIT).status_code == 302


def test_a_clean_text_is_never_promised_to_be_anonymous(client: Visitor, leader: Account, network: Network) -> None:
    make.write(network, leader, "Vägen är smal.")
    page = client.get(SUBMIT).text
    assert "En sökning hittar inte allt." in page
    assert "allmän handling" in page
    assert "anonym" not in page


def test_a_second_version_has_the_reason_of_its_reopening_or_a_better_one(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    client.post(SUBMIT)
    make.open_again(network, leader, reason="En punkt saknades.")
    make.write(network, leader, "Lyktor saknas.")
    assert 'value="En punkt saknades."' in client.get(SUBMIT).text
    assert client.post(SUBMIT, data={"reason": "  "}).status_code == 302
    make.open_again(network, leader, reason="En till.")
    make.write(network, leader, "Bron är hal.")
    assert client.post(SUBMIT, data={"reason": "Bron saknades."}).status_code == 302
    assert [(found.version, found.reason) for found in submissions(db_session)] == [
        (1, ""),
        (2, "En punkt saknades."),
        (3, "Bron saknades."),
    ]
    assert "En punkt saknades." in client.get(RECEIPT).text


def test_a_reason_that_is_too_long_is_refused_and_stays(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.write(network, leader, "Lyktor saknas.")
    answer = client.post(SUBMIT, data={"reason": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    assert len(submissions(db_session)) == 1


def test_unchanged_notes_are_not_handed_in_again(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    client.post(SUBMIT)
    answer = client.post(SUBMIT, data={"reason": "För säkerhets skull."})
    assert answer.location == RECEIPT
    assert "inget har ändrats" in client.get(RECEIPT).text
    with pytest.raises(Closed):
        make.submit(network, leader, reason="Igen.")
    assert len(submissions(db_session)) == 1


def test_a_note_that_is_changed_and_changed_back_is_unchanged(
    leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    change(network, leader, db_session, "Vägen är hal.")
    change(network, leader, db_session, "Vägen är smal.")
    with pytest.raises(Unchanged):
        make.submit(network, leader, reason="Igen.")


@pytest.mark.parametrize(
    "content",
    [
        NoteContent("stops", "Vägen är hal."),
        NoteContent("works", "Vägen är smal."),
    ],
    ids=["text", "question"],
)
def test_the_fingerprint_tells_every_change_of_what_is_said(
    leader: Account, network: Network, db_session: scoped_session[Session], content: NoteContent
) -> None:
    make.write(network, leader, "Vägen är smal.")
    first = make.submit(network, leader).fingerprint
    make.open_again(network, leader)
    note = make.first_note(network)
    edit_note(make.meeting_of(network), note.id, note.version, content, leader)
    assert make.submit(network, leader, reason="Ändrat.").fingerprint != first


@pytest.mark.parametrize(
    "content",
    [
        NoteContent("stops", "Vägen är smal.", make.Perspective.CARER),
        NoteContent("stops", "Vägen är smal.", None, True),
    ],
    ids=["perspective", "quotable"],
)
def test_a_perspective_makes_a_new_version_but_cannot_be_guessed_from_the_receipt(
    leader: Account, network: Network, db_session: scoped_session[Session], content: NoteContent
) -> None:
    make.write(network, leader, "Vägen är smal.")
    first = make.submit(network, leader)
    make.open_again(network, leader)
    note = make.first_note(network)
    edit_note(make.meeting_of(network), note.id, note.version, content, leader)
    second = make.submit(network, leader, reason="Ändrat.")
    assert (second.version, second.fingerprint) == (2, first.fingerprint)


def test_the_fingerprint_leaves_the_persons_out(
    network: Network, leader: Account, db_session: scoped_session[Session]
) -> None:
    deputy = make.make_leader(network, "ställföreträdaren", make.Role.DEPUTY)
    make.write(network, leader, "Vägen är smal.")
    first = make.submit(network, leader).fingerprint
    change(network, leader, db_session, "Vägen är hal.")
    make.submit(network, leader, reason="Ändrat.")
    change(network, deputy, db_session, "Vägen är smal.")
    assert make.submit(network, deputy, reason="Ändrat tillbaka.").fingerprint == first


def test_nothing_cannot_be_handed_in(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    assert "Det finns inga anteckningar än" in client.get(SUBMIT).text
    answer = client.post(SUBMIT, follow_redirects=True)
    assert "Det finns inga anteckningar" in answer.text
    assert submissions(db_session) == []
    with pytest.raises(NothingToSubmit):
        make.submit(network, leader)


def test_before_anything_is_handed_in_there_is_no_receipt(client: Visitor, leader: Account, network: Network) -> None:
    assert "Inget är inlämnat än" in client.get(RECEIPT).text


def test_staff_never_see_a_draft(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    staff = client.application.test_client()
    make.sign_in(staff, make.make_account("staff", staff=True))
    assert staff.get("/natverk/ekby/mote/1/anteckningar.md").status_code == 404
    assert client.get("/natverk/ekby/mote/1/anteckningar.md").status_code == 200
    make.submit(network, leader)
    make.write(network, leader, "Lyktor saknas.")
    for address in ("/natverk/ekby/mote/1/anteckningar.md", RECEIPT):
        seen = staff.get(address).text
        assert "Vägen är smal." in seen
        assert "Lyktor saknas." not in seen
    assert "Lyktor saknas." in client.get("/natverk/ekby/mote/1/anteckningar.md").text


def test_the_thousand_notes_of_a_meeting_can_be_handed_in(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    meeting = make.meeting_of(network)
    db_session.add_all(
        make.Note(meeting_id=meeting.id, number=n, position=n, question="stops", text=f"Punkt {n}.")
        for n in range(1, 1_001)
    )
    db_session.commit()
    assert client.post(SUBMIT).status_code == 302
    [found] = submissions(db_session)
    assert len(found.notes) == 1_000
    assert client.get(RECEIPT).status_code == 200
