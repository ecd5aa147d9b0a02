"""Two people at the same moment, on a real database with a connection each."""

import contextlib
import re
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from bln import create_app
from bln.clock import today
from bln.db import db
from bln.desk import saving
from bln.desk import services as desk
from bln.desk.models import SummaryDraft, SummaryVersion
from bln.desk.queries import sortings_of
from bln.members import inviting
from bln.members.mails import INVITATION_PURPOSE
from bln.members.models import Invitation, InvitationState
from bln.people.models import LEADING, Account, Membership, Role
from bln.people.tokens import Link, issue_token
from bln.privacy import disposal
from bln.privacy import services as privacy
from bln.reports import answering, sending, writing
from bln.reports import models as reports
from bln.room import guides, submitting
from bln.room import services as room
from bln.room.models import GuideVersion, Note, NoteRevision, Submission
from meetings import themes
from meetings.programme import Perspective
from meetings.reconciliation import AnswerKind
from tests import shared_folder
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.visitor import Visitor

MEETING = "/natverk/ekby/mote/1"
PATIENCE = 1.5  # seconds that one waits for the other, who may be held back by a lock
Ask = Callable[[Visitor], TestResponse]


@dataclass
class Two:
    """Two browsers, signed in as the leader and her deputy (who also are staff)."""

    app: Flask
    people: list[Account]

    def ask(self, *asks: Ask) -> list[TestResponse]:
        """Send the requests at the same time; an error in the application is raised here."""
        browsers = []
        for account in self.people:
            browser = self.app.test_client()
            make.sign_in(browser, account)
            browsers.append(browser)
        with ThreadPoolExecutor(len(asks)) as pool:
            running = [pool.submit(ask, browser) for ask, browser in zip(asks, browsers, strict=True)]
            return [found.result(timeout=60) for found in running]


@pytest.fixture
def two(migrated_uri: str) -> Iterator[Two]:
    """The application on a database of its own, with a network and two leaders."""
    app = create_app(databases.settings_for(shared_folder.path() / "at-once", migrated_uri))
    app.test_client_class = Visitor
    with app.app_context():
        network = make.make_network(make.make_programme())
        people = [make.make_leader(network, name) for name in ("ledaren", "biträdet")]
        for account in people:
            account.staff = True
        db.session.commit()
        for account in people:
            db.session.refresh(account)
            db.session.expunge(account)
        db.session.remove()
        yield Two(app, people)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], None]:
    """Make both requests wait for each other before they go into a function, where the code lets both come so far."""

    barrier = threading.Barrier(2)

    def wait_before(module: Any, name: str) -> None:
        function = getattr(module, name)

        def waiting(*args: Any, **kwargs: Any) -> Any:
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait(PATIENCE)
            return function(*args, **kwargs)

        monkeypatch.setattr(module, name, waiting)

    return wait_before


def post(address: str, **data: Any) -> Ask:
    return lambda browser: browser.post(f"{MEETING}{address}", data=data)


def note(text: str, note_id: uuid.UUID | None = None, version: int = 0) -> dict[str, str]:
    return {
        "id": str(note_id or uuid.uuid4()),
        "version": str(version),
        "question": "stops",
        "text": text,
        "perspective": "",
    }


def write(two: Two, *texts: str) -> list[uuid.UUID]:
    """Notes that stand before the two begin."""
    network = db.session.scalars(select(make.Network)).one()
    ids = [found.id for found in make.write(network, two.people[0], *texts)]
    db.session.remove()
    return ids


def hand_in(two: Two) -> None:
    network = db.session.scalars(select(make.Network)).one()
    make.submit(network, two.people[0])
    db.session.remove()


def numbers(column: Any) -> list[Any]:
    db.session.remove()
    return sorted(db.session.scalars(select(column)))


def statuses(answers: list[TestResponse]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def test_two_notes_written_at_once_get_a_number_each(two: Two, meet: Any) -> None:
    meet(room, "lock_meeting")
    answers = two.ask(post("/anteckningar", **note("Ett")), post("/anteckningar", **note("Två")))
    assert statuses(answers) == [302, 302]
    assert numbers(Note.number) == [1, 2]
    assert numbers(GuideVersion.version) == [1]


def test_one_note_saved_at_once_in_two_windows_is_one_note(two: Two, meet: Any) -> None:
    meet(room, "lock_meeting")
    data = note("Ett")
    answers = two.ask(post("/anteckningar", **data), post("/anteckningar", **data))
    assert statuses(answers) == [302, 302]
    assert numbers(Note.number) == [1]
    assert numbers(NoteRevision.version) == [1]


def test_one_note_edited_at_once_shows_the_later_one_both_texts(two: Two, meet: Any) -> None:
    [note_id] = write(two, "Vägen är smal.")
    meet(room, "lock_meeting")
    address = f"/anteckning/{note_id}"
    answers = two.ask(
        post(address, **note("Vägen är hal.", note_id, 1)),
        post(address, **note("Vägen är mörk.", note_id, 1)),
    )
    assert statuses(answers) == [302, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert "Vägen är hal." in late.text
    assert "Vägen är mörk." in late.text
    assert numbers(NoteRevision.version) == [1, 2]


def test_a_note_taken_away_at_once_with_an_edit_loses_neither(two: Two, meet: Any) -> None:
    [note_id] = write(two, "Vägen är smal.")
    meet(room, "lock_meeting")
    answers = two.ask(
        post(f"/anteckning/{note_id}/ta-bort"),
        post(f"/anteckning/{note_id}", **note("Vägen är mörk.", note_id, 1)),
    )
    edit = answers[1]
    assert answers[0].status_code == 302
    assert edit.status_code == 302 or (edit.status_code == 409 and "Vägen är mörk." in edit.text)


def test_notes_handed_in_twice_at_once_make_one_version(two: Two, meet: Any) -> None:
    write(two, "Vägen är smal.")
    meet(submitting, "lock_meeting")
    answers = two.ask(post("/lamna-in"), post("/lamna-in"))
    assert statuses(answers) == [302, 302], "the later one finds the notes closed, and the receipt"
    assert numbers(Submission.version) == [1]


def test_notes_handed_in_while_one_is_written_are_a_whole(two: Two, meet: Any) -> None:
    write(two, "Vägen är smal.")
    meet(submitting, "lock_meeting")
    meet(room, "lock_meeting")
    answers = two.ask(post("/lamna-in"), post("/anteckningar", **note("Skriven samtidigt.")))
    handed_in, written = answers
    assert (handed_in.status_code, numbers(Submission.version)) == (302, [1])
    if written.status_code == 409:
        assert "Skriven samtidigt." in written.text, "it was not stored, and stands to be copied"
    assert numbers(Note.number) == ([1] if written.status_code == 409 else [1, 2])


def test_a_guide_made_ready_twice_at_once_gets_an_answer_each(two: Two, meet: Any) -> None:
    meet(guides, "to_data")
    answers = two.ask(post("/guide"), post("/guide"))
    assert set(statuses(answers)) <= {302, 409}
    versions = numbers(GuideVersion.version)
    assert versions == list(range(1, len(versions) + 1))


def test_a_summary_begun_twice_at_once_is_one(two: Two, meet: Any) -> None:
    write(two, "Lyktor saknas.", "Fler lyktor.")
    hand_in(two)
    meet(themes, "sortings_from_suggestions")
    answers = two.ask(post("/sammanstallning/borja"), post("/sammanstallning/borja"))
    assert statuses(answers) == [302, 302]
    assert len(numbers(SummaryDraft.id)) == 1


def test_a_summary_shared_twice_at_once_is_one_version(two: Two, meet: Any) -> None:
    write(two, "Lyktor saknas.", "Fler lyktor.")
    hand_in(two)
    two.ask(post("/sammanstallning/borja"), lambda browser: browser.get("/health"))
    meet(desk, "locked")
    answers = two.ask(post("/sammanstallning/dela"), post("/sammanstallning/dela"))
    assert statuses(answers) in ([302, 302], [302, 422]), "the later one may be asked for a reason"
    assert numbers(SummaryVersion.version) == [1]


def test_a_summary_sorted_twice_at_once_tells_the_later_one(two: Two, meet: Any) -> None:
    write(two, "Lyktor saknas.", "Fler lyktor.")
    hand_in(two)
    two.ask(post("/sammanstallning/borja"), lambda browser: browser.get("/health"))
    scope = make.meeting_scope(db.session.scalars(select(make.Network)).one())
    [standing] = scope.compile(scope.notes(), sortings_of(scope.draft()), 1).themes
    theme, mark = standing.id, str(saving.Seen.of(standing))
    db.session.remove()
    meet(saving, "locked")

    def sorting(title: str) -> Ask:
        data = {"themes-0-id": str(theme), "themes-0-seen": mark, "themes-0-title": title, "themes-0-text": ""}
        return post("/sammanstallning/sortera?fraga=stops", **data)

    answers = two.ask(sorting("Ljus"), sorting("Mörker"))
    assert statuses(answers) == [302, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    kept = re.search(r'name="themes-0-title"[^>]*value="([^"]*)"', late.text)
    assert kept
    assert kept[1] in ("Ljus", "Mörker")
    saved = db.session.scalars(select(SummaryDraft)).one().themes[0].title
    assert {kept[1], saved} == {"Ljus", "Mörker"}


def test_two_who_move_different_notes_at_once_both_get_through(two: Two, meet: Any) -> None:
    ids = write(two, "Lyktor saknas.", "Fler lyktor.", "Bilar.", "Hundar.")
    hand_in(two)
    two.ask(post("/sammanstallning/borja"), lambda browser: browser.get("/health"))
    theme = db.session.scalars(select(SummaryDraft)).one().themes[0].id
    db.session.remove()
    meet(saving, "locked")

    def moving(note_id: uuid.UUID) -> Ask:
        data = {"notes-0-id": str(note_id), "notes-0-seen": "", "notes-0-theme": str(theme)}
        return post("/sammanstallning/sortera?fraga=stops", **data)

    assert statuses(two.ask(moving(ids[2]), moving(ids[3]))) == [302, 302]
    lying = db.session.scalars(select(SummaryDraft)).one().themes[0].notes
    assert {found.note_id for found in lying} == set(ids)


def test_a_meeting_planned_twice_at_once_keeps_the_first(two: Two) -> None:
    def planning(clock: str) -> Ask:
        day = today().isoformat()
        return post("/datum", day=day, clock=clock, place="", version="1")

    answers = two.ask(planning("13.00"), planning("14.00"))
    assert statuses(answers) == [302, 409]


def knock(app: Flask, times: int, address: str, **data: str) -> list[int]:
    """Post the same from many browsers that aren't signed in, at the same time."""

    def once(_number: int) -> int:
        return app.test_client().post(address, data=data).status_code

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(once, range(times)))


def test_of_many_guesses_at_once_no_more_are_made_than_one_after_the_other(two: Two) -> None:
    with patch("bln.people.services.is_password", return_value=False):
        met = knock(two.app, 12, "/logga-in", email="ledaren@example.invalid", password="fel")
    assert met == [422] * 5 + [429] * 7


def test_a_link_pressed_in_many_places_at_once_signs_one_in(two: Two) -> None:
    secret = issue_token(Link.SIGN_IN, two.people[0].id)
    db.session.commit()
    db.session.remove()
    assert knock(two.app, 6, f"/logga-in/lank/{secret}") == [302] + [410] * 5


@pytest.mark.parametrize("other", ["ja", "nej"])
def test_an_invitation_answered_at_once_in_two_windows_is_answered_once(two: Two, meet: Any, other: str) -> None:
    network = db.session.scalars(select(make.Network)).one()
    (asked,) = inviting.invite(network, [inviting.Invited("Saga", "saga@example.invalid", (Perspective.CARER,))])
    link = f"/inbjudan/{issue_token(INVITATION_PURPOSE, asked.id)}"
    db.session.commit()
    db.session.remove()
    meet(inviting, "_close")
    answers = two.ask(
        lambda browser: browser.post(link, data={"answer": "ja", "consents": "y"}),
        lambda browser: browser.post(link, data={"answer": other, "consents": "y"}),
    )
    late = [answer for answer in answers if answer.status_code == 410]
    assert len(late) == 1
    assert "Du har redan svarat" in late[0].text
    state = db.session.scalars(select(Invitation.state)).one()
    members = select(Membership.role).where(Membership.role == Role.MEMBER)
    assert len(db.session.scalars(members).all()) == (state is InvitationState.ACCEPTED)


@pytest.mark.parametrize("way", ["lamna/ekby", "radera"])
def test_of_two_who_lead_and_leave_at_once_one_is_kept(two: Two, meet: Any, way: str) -> None:
    meet(privacy, "end_membership" if way == "radera" else "leave")

    def leave(browser: Visitor) -> TestResponse:
        return browser.post(f"/mina-uppgifter/{way}", data={"sure": "y"})

    answers = two.ask(leave, leave)
    assert statuses(answers) == [200, 302]
    kept = next(answer for answer in answers if answer.status_code == 200)
    assert "Ekby" in kept.text
    leading = select(Membership.id).where(Membership.role.in_(LEADING), Membership.left_at.is_(None))
    assert len(db.session.scalars(leading).all()) == 1


def test_a_note_written_while_documents_are_disposed_of_is_whole_or_gone(two: Two, meet: Any) -> None:
    write(two, "Vägen är smal.")
    meet(room, "commit")
    meet(disposal, "audit")

    def dispose(_browser: Visitor) -> TestResponse:
        with two.app.app_context():
            disposal.dispose(db.session.scalars(select(make.Programme)).one(), "Beslut 2027/1")
            db.session.remove()
        return two.app.test_client().get("/health")

    answers = two.ask(post("/anteckningar", **note("Skriven samtidigt.")), dispose)
    assert statuses(answers) == [200, 302]
    written = len(numbers(Note.number))
    assert len(numbers(NoteRevision.version)) == written <= 1
    assert len(numbers(GuideVersion.version)) == written, "a meeting with a note has the guide that it was asked from"


REPORT = "/program/cykla/rapport"
OWN_REPORT = "/natverk/ekby/rapport"


def send(address: str, **data: str) -> Ask:
    return lambda browser: browser.post(address, data=data)


def sent_report(two: Two) -> reports.ReportVersion:
    """A report that waits for answers."""
    [programme] = db.session.scalars(select(make.Programme))
    return sending.send_version(programme, "", today() + timedelta(days=9), two.people[0])


def test_a_passage_written_twice_at_once_tells_the_later_one_and_loses_neither(two: Two, meet: Any) -> None:
    meet(writing, "lock_report")
    address = f"{REPORT}/skriv/sammanfattning"
    answers = two.ask(send(address, text="En.", version="0"), send(address, text="Två.", version="0"))
    assert statuses(answers) == [302, 409]
    late = next(answer for answer in answers if answer.status_code == 409).text
    assert "En." in late
    assert "Två." in late


def test_two_passages_written_at_once_are_both_saved(two: Two, meet: Any) -> None:
    meet(writing, "lock_report")
    words = ("sammanfattning", "bakgrund")
    answers = two.ask(*(send(f"{REPORT}/skriv/{word}", text="Ny.", version="0") for word in words))
    assert statuses(answers) == [302, 302]
    assert len(numbers(reports.PassageRevision.version)) == 2


def test_a_report_sent_twice_at_once_is_one_version(two: Two, meet: Any) -> None:
    meet(sending, "lock_report")
    day = (today() + timedelta(days=9)).isoformat()
    answers = two.ask(*[send(f"{REPORT}/avstamning/skicka", answer_by=day, reason="")] * 2)
    assert 302 in [answer.status_code for answer in answers]
    assert numbers(reports.ReportVersion.version) == [1]


def test_a_network_that_answers_twice_at_once_has_one_standing_answer(two: Two, meet: Any) -> None:
    sent_report(two)
    meet(answering, "is_closed")
    answers = two.ask(
        send(f"{OWN_REPORT}/godkann"), send(f"{OWN_REPORT}/synpunkt/sammanfattning/invandning", text="Nej.")
    )
    assert statuses(answers) == [302, 302]
    query = select(reports.ReportAnswer.kind).where(reports.ReportAnswer.withdrawn_at.is_(None))
    assert len(db.session.scalars(query).all()) == 1


def test_a_remark_taken_back_while_nka_answers_it_is_one_or_the_other(two: Two, meet: Any) -> None:
    version = sent_report(two)
    [network] = version.programme.networks
    said = answering.Remark(AnswerKind.OBJECTION, "summary", "Nej.")
    answering.make_remark(version, network, said, Role.LEADER, two.people[0])
    [key] = [answer.id for answer in db.session.scalars(select(reports.ReportAnswer))]
    db.session.remove()
    meet(answering, "is_closed")
    meet(sending, "lock_report")
    answers = two.ask(
        send(f"{OWN_REPORT}/synpunkt/{key}/ta-tillbaka"),
        send(f"{REPORT}/avstamning/svara/{key}", outcome="kept", reply="Jo.", version="0"),
    )
    assert statuses(answers) in ([302, 404], [302, 409])
    [answer] = db.session.scalars(select(reports.ReportAnswer))
    assert (answer.withdrawn_at is None) is (answer.outcome is not None)
