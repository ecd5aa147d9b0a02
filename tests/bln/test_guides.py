"""A meeting's guide: what it is built from, when it stands still, and how it is brought up to date."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.desk.saving import ThemeEdit, save_sorting
from bln.desk.services import begin_draft
from bln.networks.models import Network, Programme
from bln.people.models import Account
from bln.room.guides import build_current_guide
from bln.room.models import GuideVersion
from bln.room.queries import frozen_guide
from meetings.prompts import Basis, Guide, Origin
from tests.bln import factories as make
from tests.bln.visitor import Visitor

GUIDE = "/natverk/ekby/mote/2"
MARK = "Ännu inte sammanställt"


@pytest.fixture
def programme(db_session: scoped_session[Session]) -> Programme:
    return make.make_programme()


@pytest.fixture
def network(programme: Programme) -> Network:
    return make.make_network(programme)


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


@pytest.fixture
def staff(db_session: scoped_session[Session]) -> Account:
    return make.make_account("staff", staff=True)


def guide_of(network: Network, number: int = 2) -> Guide:
    meeting = make.meeting_of(network, number)
    return frozen_guide(meeting) or build_current_guide(network, meeting)


def carried(guide: Guide) -> list[tuple[str, int]]:
    return [(theme.title, theme.weight) for prompt in guide.prompts for theme in prompt.carried]


def versions(db_session: scoped_session[Session], network: Network) -> int:
    """How many versions there are of the guide of meeting 2."""
    query = select(func.count()).select_from(GuideVersion)
    return db_session.scalar(query.where(GuideVersion.meeting_id == make.meeting_of(network, 2).id)) or 0


def hand_in(network: Network, leader: Account) -> None:
    make.write(network, leader, "Lyktor saknas vid bron.", "Fler lyktor vid skolan.", "Bilarna kör fort.")
    make.submit(network, leader)


def rename(network: Network, title: str) -> None:
    """Give the first theme of meeting 1 another heading."""
    scope = make.meeting_scope(network)
    draft = scope.draft()
    assert draft
    theme = draft.themes[0]
    save_sorting(scope, [ThemeEdit(theme.id, theme.question, title)], {})


def test_the_first_meeting_has_nothing_before_it_and_says_nothing_of_it(
    client: Visitor, leader: Account, network: Network
) -> None:
    guide = guide_of(network, 1)
    assert guide.basis is Basis.FIRST
    assert carried(guide) == []
    page = client.get("/natverk/ekby/mote/1").text
    assert "Vad stoppar er på vägen?" in page
    assert MARK not in page
    assert "Guiden bygger" not in page
    assert "inte inlämnade" not in page


def test_before_anything_is_handed_in_the_next_guide_says_so(
    client: Visitor, leader: Account, network: Network
) -> None:
    make.write(network, leader, "Lyktor saknas.")
    assert guide_of(network).basis is Basis.MISSING
    page = client.get(GUIDE).text
    assert "Anteckningarna från möte 1 är inte inlämnade." in page
    assert "Lyktor saknas." not in page


def test_until_the_summary_is_shared_the_guide_builds_on_the_submitted_notes_and_is_marked(
    client: Visitor, leader: Account, network: Network
) -> None:
    hand_in(network, leader)
    guide = guide_of(network)
    assert guide.basis is Basis.NOTES
    assert carried(guide) == [("Lyktor", 2)]
    assert guide.unsorted == 1
    page = client.get(GUIDE).text
    assert MARK in page
    assert "Lyktor saknas vid bron." in page


def test_a_begun_summary_is_not_yet_a_shared_one(network: Network, leader: Account, staff: Account) -> None:
    hand_in(network, leader)
    begin_draft(make.meeting_scope(network))
    assert guide_of(network).basis is Basis.NOTES


def test_the_guide_builds_on_the_shared_summary(
    client: Visitor, leader: Account, network: Network, staff: Account
) -> None:
    hand_in(network, leader)
    begin_draft(make.meeting_scope(network))
    rename(network, "Ljus längs vägen")
    make.share(make.meeting_scope(network), staff)
    guide = guide_of(network)
    assert guide.basis is Basis.SUMMARY
    assert carried(guide) == [("Ljus längs vägen", 2)]
    theme = guide.prompts[0].carried[0]
    assert theme.origin is Origin.OWN
    assert [source.mark for source in theme.sources] == ["M1·T1·N1", "M1·T1·N2"]
    page = client.get(GUIDE).text
    assert MARK not in page
    assert "Ljus längs vägen" in page


def test_the_national_summary_is_carried_with_counts_and_without_notes(
    client: Visitor, leader: Account, network: Network, programme: Programme, staff: Account
) -> None:
    neighbour = make.make_network(programme, "alby")
    make.write(neighbour, staff, "Lyktor saknas vid ån.", "Det saknas lyktor i backen.")
    make.submit(neighbour, staff)
    make.share(make.round_scope(programme), staff)
    [theme] = guide_of(network).prompts[0].national
    assert theme.origin is Origin.NATIONAL
    assert (theme.weight, theme.networks, theme.sources) == (2, 1, ())
    assert "Alby" not in client.get(GUIDE).text


def test_a_frozen_guide_stays_when_a_newer_summary_is_shared_and_an_update_is_offered(
    client: Visitor,
    leader: Account,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    hand_in(network, leader)
    scope = make.meeting_scope(network)
    make.share(scope, staff)
    assert "Det finns en nyare sammanställning" not in client.get(GUIDE).text
    assert client.post(f"{GUIDE}/guide").location == GUIDE
    frozen = guide_of(network)
    assert "Det finns en nyare sammanställning" not in client.get(GUIDE).text
    rename(network, "Ljus längs vägen")
    make.share(scope, staff, "Bättre rubrik.")
    assert guide_of(network) == frozen
    page = client.get(GUIDE).text
    assert "Det finns en nyare sammanställning" in page
    assert "Ljus längs vägen" not in page
    client.post(f"{GUIDE}/guide")
    assert carried(guide_of(network)) == [("Ljus längs vägen", 2)]
    assert versions(db_session, network) == 2, "the older one is kept"
    assert "Det finns en nyare sammanställning" not in client.get(GUIDE).text


def test_making_a_guide_ready_twice_makes_one_version(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    for _ in range(2):
        assert client.post(f"{GUIDE}/guide").status_code == 302
    assert versions(db_session, network) == 1


def test_the_guide_of_a_meeting_with_notes_never_changes(
    client: Visitor,
    leader: Account,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    hand_in(network, leader)
    make.write(network, leader, "Ljus först.", number=2, question="first")
    held = guide_of(network)
    assert held.basis is Basis.NOTES
    make.share(make.meeting_scope(network), staff)
    answer = client.post(f"{GUIDE}/guide")
    assert answer.status_code == 409
    assert guide_of(network) == held
    page = client.get(GUIDE).text
    assert "Det finns en nyare sammanställning" not in page
    assert "Lås guiden" not in page


def test_a_meeting_whose_only_note_was_taken_away_is_still_held(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    hand_in(network, leader)
    held = guide_of(network)
    [note] = make.write(network, leader, "Ljus först.", number=2, question="first")
    client.post(f"{GUIDE}/anteckning/{note.id}/ta-bort")
    assert guide_of(network) == held
    assert versions(db_session, network) == 1


def test_a_meeting_that_covers_two_steps_asks_the_questions_of_both(leader: Account, programme: Programme) -> None:
    short = make.make_network(programme, "kort", variant="two")
    hand_in(short, leader)
    guide = guide_of(short)
    assert [prompt.question for prompt in guide.prompts] == ["first", "way"]
    assert carried(guide) == [("Lyktor", 2)]


def test_the_page_of_the_first_question_shows_what_is_carried(
    client: Visitor, leader: Account, network: Network
) -> None:
    hand_in(network, leader)
    page = client.get(f"{GUIDE}/anteckningar").text
    assert "Från förra mötet: 1 tema" in page
    assert "Lyktor" in page


def test_staff_may_read_a_guide_but_not_make_it_ready(client: Visitor, network: Network, staff: Account) -> None:
    make.sign_in(client, staff)
    page = client.get(GUIDE)
    assert page.status_code == 200
    assert "Lås guiden" not in page.text
    assert client.post(f"{GUIDE}/guide").status_code == 403
