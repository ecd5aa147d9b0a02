"""Who came is for those who lead; everybody else sees how many."""

import pytest
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network
from bln.people.models import Account, Membership, Person, Role
from bln.room.attendance import Came, attended
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/1/narvaro"


@pytest.fixture
def members(network: Network, leader: Account) -> list[Membership]:
    """A named carer, and a politician who is known by nothing but the perspective and has no account."""
    return [
        make.join(network, Person(name="Den namngivna"), Role.MEMBER, Perspective.CARER),
        make.join(network, Person(), Role.MEMBER, Perspective.POLITICIAN),
    ]


def form(mark: str, guests: str = "", **came: Came) -> dict[str, str]:
    data = {"mark": mark, "guests": guests}
    for place, (key, how) in enumerate(came.items()):
        data |= {f"members-{place}-id": key, f"members-{place}-came": how.value}
    return data


def test_everybody_is_asked_for_also_without_name_and_account(client: Visitor, members: list[Membership]) -> None:
    page = client.get(HERE).text
    assert "Den namngivna" in page
    assert "Deltagare 3" in page
    assert "(politiker)" in page


def test_who_came_is_kept_with_stand_ins_and_guests(
    client: Visitor, network: Network, members: list[Membership]
) -> None:
    came = {str(members[0].id): Came.STAND_IN, str(members[1].id): Came.NO}
    assert client.post(HERE, data=form(attended(make.meeting_of(network)).mark, "2", **came)).status_code == 302
    found = attended(make.meeting_of(network))
    assert (found.members, found.guests) == ({members[0].id: Came.STAND_IN}, 2)
    page = client.get(HERE).text
    assert "1 deltagare och 2 gäster var med." in page
    assert "Politiker saknades." in page


def test_the_notes_say_how_many_came_and_never_who(
    client: Visitor, network: Network, leader: Account, members: list[Membership]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    came = {str(member.id): Came.YES for member in members}
    client.post(HERE, data=form(attended(make.meeting_of(network)).mark, "1", **came))
    notes = client.get("/natverk/ekby/mote/1/anteckningar.md").text
    assert "- **Närvarande:** 2 deltagare och 1 gäst" in notes
    assert "Den namngivna" not in notes


def test_two_who_save_at_once_are_both_seen(client: Visitor, network: Network, members: list[Membership]) -> None:
    mark = attended(make.meeting_of(network)).mark
    client.post(HERE, data=form(mark, **{str(members[0].id): Came.YES}))
    answer = client.post(HERE, data=form(mark, **{str(members[1].id): Came.YES}))
    assert answer.status_code == 409
    assert "Då var 1 deltagare med." in answer.text
    assert set(attended(make.meeting_of(network)).members) == {members[0].id}


def test_a_member_of_another_network_is_not_taken_in(
    client: Visitor, network: Network, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    other = make.join(make.make_network(network.programme, "alby"), Person(), Role.MEMBER, Perspective.CARER)
    client.post(HERE, data=form(attended(make.meeting_of(network)).mark, **{str(other.id): Came.YES}))
    assert not attended(make.meeting_of(network)).recorded


@pytest.mark.parametrize(
    ("guests", "said"), [("900", "Skriv ett heltal från 0 till 50."), ("två", "Skriv ett heltal med siffror")]
)
def test_what_is_no_number_of_guests_is_refused_with_a_word(
    client: Visitor, network: Network, members: list[Membership], guests: str, said: str
) -> None:
    answer = client.post(HERE, data=form(attended(make.meeting_of(network)).mark, guests))
    assert answer.status_code == 422
    assert said in answer.text
