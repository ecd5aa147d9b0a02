"""A meeting is cancelled, merged, split: what follows is said first, and the rest of network and nation holds."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import today
from bln.desk.board import Asked, board_of
from bln.interchange.writer import export_programme
from bln.mail.letters import write_letter
from bln.mail.models import Mail, MailState, Notice
from bln.networks.announcing import announce
from bln.networks.arranging import arranged
from bln.networks.models import Meeting, Network
from bln.networks.queries import meetings_of
from bln.networks.services import plan_meeting
from bln.people.models import Account, Person, Role
from bln.reports.queries import report_of
from bln.room.adapting import adapt_guide
from bln.room.guides import current_guide, update_guide
from bln.room.models import Attendance, OutcomeVersion
from bln.room.notices import guide_shared
from bln.room.sharing import share_guide
from bln.room.tool_models import Room, SpeakingTurns
from meetings.adaptation import Adaptation, OwnPrompt, OwnTime
from tests.bln import factories as make
from tests.bln.visitor import Visitor

SOON = datetime.combine(today() + timedelta(days=7), time(13))


@pytest.fixture(autouse=True)
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def here(number: int) -> str:
    return f"/natverk/ekby/mote/{number}"


def send(network: Network, number: int) -> Meeting:
    meeting = make.meeting_of(network, number)
    plan_meeting(meeting, meeting.version, SOON + timedelta(days=number), "Biblioteket")
    announce(meeting, meeting.version)
    return meeting


def change(
    client: Visitor, session: scoped_session[Session], network: Network, number: int, way: str, **more: str
) -> int:
    session.expire_all()
    version = next(m.version for m in network.meetings if m.number == number)
    return client.post(f"{here(number)}/andra/{way}", data={"version": version, **more}).status_code


def path_of(network: Network, session: scoped_session[Session]) -> list[tuple[int, tuple[str, ...]]]:
    session.expire_all()
    return [(meeting.number, meeting.steps) for meeting in meetings_of(network)]


def newest_mail(session: scoped_session[Session]) -> str:
    session.expire_all()
    for mail in session.scalars(select(Mail).where(Mail.state == MailState.QUEUED).order_by(Mail.created_at.desc())):
        return write_letter(mail).text
    return ""


def mark_sent(session: scoped_session[Session]) -> None:
    for mail in session.scalars(select(Mail)):
        mail.state = MailState.SENT
    session.commit()


THREE = [(1, ("map",)), (2, ("choose",)), (3, ("ride",))]


def test_meetings_are_merged_after_what_follows_was_said_and_split_again(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    send(network, 2), send(network, 3)
    mark_sent(db_session)
    page = client.get(f"{here(2)}/andra/sla-ihop").text
    for said in ("Ska möte 2 och 3 bli ett möte?", "”Först” och ”Sätt”", "dagen för möte 3 inte gäller"):
        assert said in page
    assert path_of(network, db_session) == THREE, "asking changes nothing"
    assert change(client, db_session, network, 2, "sla-ihop") == 302
    assert path_of(network, db_session) == [(1, ("map",)), (2, ("choose", "ride"))]
    assert "Frågorna tas upp på möte 2 i stället." in newest_mail(db_session)
    assert client.get(here(3)).status_code == 404
    assert "Ändringen är inte skickad" in client.get(here(2)).text, "it is longer now"
    assert [p.question for p in current_guide(network, make.meeting_of(network, 2)).prompts] == ["first", "way"]
    assert change(client, db_session, network, 2, "dela") == 302
    assert path_of(network, db_session) == THREE
    assert "datum saknas" in client.get("/natverk/ekby").text


def test_a_split_without_a_free_number_moves_what_has_not_begun(
    client: Visitor, db_session: scoped_session[Session], network: Network
) -> None:
    for number in (1, 1):
        assert change(client, db_session, network, number, "sla-ihop") == 302
    assert path_of(network, db_session) == [(1, ("map", "choose", "ride"))]
    assert change(client, db_session, network, 1, "dela", fore="choose") == 302
    assert path_of(network, db_session) == [(1, ("map",)), (2, ("choose", "ride"))]
    assert change(client, db_session, network, 2, "dela") == 302
    assert path_of(network, db_session) == THREE


def test_later_meetings_move_up_where_two_were_one_from_the_beginning(
    client: Visitor, db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    assert change(client, db_session, network, 1, "sla-ihop") == 302
    db_session.expire_all()
    moved = next(m for m in network.meetings if m.number == 3)
    gone = next(m for m in network.meetings if m.number == 2)
    gone.number = 9
    db_session.flush()
    moved.number = 2
    db_session.flush()
    gone.number = 3
    db_session.commit()
    assert "möte 2 blir möte 3" in client.get(f"{here(1)}/andra/dela").text.lower()
    assert change(client, db_session, network, 1, "dela") == 302
    assert path_of(network, db_session) == THREE


def test_a_cancelled_meeting_is_called_off_and_can_take_place_after_all(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    send(network, 2)
    mark_sent(db_session)
    assert "De här frågorna ställs inte i ert nätverk: ”Först”." in client.get(f"{here(2)}/andra/stall-in").text
    assert change(client, db_session, network, 2, "stall-in") == 302
    assert "Den dagen gäller inte längre" in newest_mail(db_session)
    assert "inställt" in client.get("/natverk/ekby").text
    assert "Låt mötet bli av" in client.get(here(2)).text
    assert "Börja mötet" not in client.get(here(2)).text
    assert "Biblioteket" not in client.get(here(2)).text, "the guide says no day and no place either"
    assert client.get(f"{here(2)}/mote.ics").status_code == 404
    for part in ("datum", "andra"):
        assert client.get(f"{here(2)}/{part}").location == here(2), "first it is to take place after all"
    assert change(client, db_session, network, 2, "blir-av") == 302
    assert "Dag och plats är inte skickade" in client.get(here(2)).text, "nobody is told before it is sent"


def test_a_meeting_with_notes_takes_place_even_if_it_was_cancelled(
    client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    assert change(client, db_session, network, 1, "stall-in") == 302
    db_session.expire_all()
    make.write(network, leader, "Några kom ändå.")
    assert "hållet" in client.get("/natverk/ekby").text
    make.submit(network, leader)
    assert current_guide(network, make.meeting_of(network, 2)).before is None, "it builds on the meeting before"


def test_nobody_waits_for_a_cancelled_meeting(
    client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    other = make.make_network(network.programme, "alby")
    late = make.meeting_of(network)
    late.planned_at = SOON - timedelta(days=60)
    db_session.commit()
    make.write(other, leader, "Vägen är smal.")
    make.submit(other, leader)
    assert change(client, db_session, network, 1, "stall-in") == 302
    programme = network.programme
    board = board_of(programme, Asked(), leader)
    [row] = [found for found in board.rows if found.network.slug == "ekby"]
    first = row.by_step[0]
    assert first
    assert (first.state, first.late) == ("cancelled", False)
    assert row.step.sentence == "Bestäm när möte 2 ska vara."
    assert (board.rounds[0].submitted, board.rounds[0].networks, board.rounds[0].cancelled) == (1, 1, 1)
    shared = make.share(make.round_scope(programme), leader)
    assert (shared.content["submitted"], shared.content["missing"]) == (["alby"], [])
    facts = {found.slug: found for found in report_of(programme).networks}
    assert (facts["ekby"].meetings_planned, facts["alby"].meetings_planned) == (2, 3)


def test_the_next_guide_builds_on_the_meeting_that_took_place(
    client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    assert change(client, db_session, network, 2, "stall-in") == 302
    guide = current_guide(network, make.meeting_of(network, 3))
    assert guide.before == 1
    assert "Guiden bygger på sammanställningen av möte 1." in client.get(here(3)).text


def test_what_has_begun_is_refused_with_its_reason(
    client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    make.write(network, leader, "Vi börjar här.", number=2, question="first")
    for number, way in ((2, "stall-in"), (1, "sla-ihop"), (2, "dela")):
        assert change(client, db_session, network, number, way) == 302
    assert path_of(network, db_session) == THREE
    assert "Möte 2 har börjat" in client.get(f"{here(1)}/andra").text


def test_what_the_network_made_its_own_in_a_guide_goes_with_the_questions(
    client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    own = {
        2: Adaptation("Ta med kartan.", (OwnPrompt("first", ("Vem hinner?",)),)),
        3: Adaptation("Ta med hjälm.", (OwnPrompt("way", ("Hur i snö?",)),), (OwnTime("way", 15),)),
    }
    for number, adaptation in own.items():
        adapt_guide(make.meeting_of(network, number), 0, adaptation, leader)
    assert change(client, db_session, network, 2, "sla-ihop") == 302
    db_session.expire_all()
    guide = current_guide(network, make.meeting_of(network, 2))
    assert guide.own_text == "Ta med kartan.\n\nTa med hjälm."
    assert [prompt.follow_ups for prompt in guide.prompts] == [("Vem hinner?",), ("Hur i snö?",)]
    assert change(client, db_session, network, 2, "dela") == 302
    db_session.expire_all()
    first, second = (current_guide(network, make.meeting_of(network, number)) for number in (2, 3))
    assert [prompt.follow_ups for prompt in first.prompts] == [("Vem hinner?",)]
    assert [(prompt.follow_ups, prompt.minutes) for prompt in second.prompts] == [(("Hur i snö?",), 15)]
    assert (first.own_text, second.own_text) == (guide.own_text, "")


@pytest.mark.parametrize("left", ["outcome", "who came", "wall", "turns"])
def test_a_meeting_has_begun_when_anything_of_it_is_kept(
    left: str, client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    meeting, member = make.meeting_of(network), make.join(network, Person(), Role.MEMBER)
    db_session.add(
        {
            "outcome": OutcomeVersion(meeting_id=meeting.id, version=1, content={}),
            "who came": Attendance(meeting_id=meeting.id, membership_id=member.id),
            "wall": Room(meeting_id=meeting.id, wall=True),
            "turns": SpeakingTurns(meeting_id=meeting.id, question="walks", membership_id=member.id, turns=1),
        }[left]
    )
    db_session.commit()
    assert [found.begun for found in arranged(network)] == [True, False, False]
    assert change(client, db_session, network, 1, "stall-in") == 302
    assert "Möte 1 har börjat" in client.get(f"{here(1)}/andra").text


def test_tools_that_are_off_again_are_no_meeting(network: Network, db_session: scoped_session[Session]) -> None:
    db_session.add(Room(meeting_id=make.meeting_of(network).id))
    db_session.commit()
    assert not any(found.begun for found in arranged(network))


def test_the_digest_tells_of_no_guide_to_a_meeting_that_is_cancelled_or_merged_away(
    client: Visitor, network: Network, db_session: scoped_session[Session], leader: Account
) -> None:
    member = make.make_account("mia")
    make.join(network, member.person, Role.MEMBER)
    assert "Dela sedan guiden" not in client.get(f"{here(2)}/andra/sla-ihop").text
    for number in (1, 3):
        share_guide(network, make.meeting_of(network, number), leader)
    assert "Dela sedan guiden till möte 2 på nytt." in client.get(f"{here(2)}/andra/sla-ihop").text
    assert [bool(guide_shared(notice)) for notice in db_session.scalars(select(Notice))] == [True, True]
    assert change(client, db_session, network, 2, "sla-ihop") == 302
    assert change(client, db_session, network, 1, "stall-in") == 302
    db_session.expire_all()
    assert [guide_shared(notice) for notice in db_session.scalars(select(Notice))] == [None, None]


def test_a_page_that_is_too_old_changes_nothing(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    for way in ("stall-in", "sla-ihop"):
        assert client.post(f"{here(2)}/andra/{way}", data={"version": 0}).status_code == 409
    assert path_of(network, db_session) == THREE


def test_a_guide_that_was_locked_is_built_anew_and_what_is_merged_goes_out_and_in(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    update_guide(network, make.meeting_of(network, 2))
    assert change(client, db_session, network, 2, "sla-ihop") == 302
    db_session.expire_all()
    assert len(current_guide(network, make.meeting_of(network, 2)).prompts) == 2
    assert b'"number": 3' in export_programme(network.programme), "the number that is kept"
