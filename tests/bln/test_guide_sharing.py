"""A guide is shared when it is ready: it stands still, and the network hears of it, by mail or on paper."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.db import commit
from bln.mail.letters import Letter, Outdated, write_letter
from bln.mail.models import Mail, Notice
from bln.mail.pauses import turn_off
from bln.networks.models import Network
from bln.people.models import Account, Membership, MemberUser, Person, Role
from bln.room.models import GuideVersion
from tests.bln import factories as make
from tests.bln.visitor import Visitor

GUIDE = "/natverk/ekby/mote/2"
SHARE = f"{GUIDE}/guide/dela"


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


@pytest.fixture
def member(network: Network) -> Membership:
    account = make.make_account("deltagaren")
    return make.join(network, account.person, Role.MEMBER)


@pytest.fixture
def on_paper(network: Network) -> Membership:
    return make.join(network, Person(name="Utan e-post"), Role.MEMBER)


def letters(session: scoped_session[Session]) -> list[Letter]:
    return [write_letter(mail) for mail in session.scalars(select(Mail).where(Mail.kind == "digest"))]


def test_the_page_says_how_many_hear_by_mail_and_how_many_need_paper(
    client: Visitor, leader: Account, member: Membership, on_paper: Membership
) -> None:
    page = client.get(GUIDE).text
    assert "1 person får ett mejl nästa morgon klockan sju." in page
    assert "1 person nås inte av mejl och behöver guiden på papper." in page


def test_who_has_turned_notices_off_needs_paper_and_who_is_paused_is_not_counted(
    client: Visitor, leader: Account, member: Membership, on_paper: Membership
) -> None:
    turn_off(member.person_id)
    on_paper.paused_at = utcnow()
    commit()
    page = client.get(GUIDE).text
    assert "får ett mejl" not in page
    assert "1 person nås inte av mejl och behöver guiden på papper." in page


def test_sharing_freezes_the_guide_and_tells_the_others_once(
    client: Visitor, leader: Account, member: Membership, db_session: scoped_session[Session]
) -> None:
    for _ in range(2):
        assert client.post(SHARE).location == GUIDE
    [version] = db_session.scalars(select(GuideVersion))
    assert version.shared_at
    assert [notice.person_id for notice in db_session.scalars(select(Notice))] == [member.person_id]
    [letter] = letters(db_session)
    assert "Guiden till möte 2 i Ekby är klar." in letter.text
    assert f"{GUIDE}" in letter.text
    page = client.get(GUIDE).text
    assert "Guiden är delad med deltagarna" in page
    assert "Dela guiden" not in page


def test_a_change_after_sharing_is_offered_to_be_shared_again(
    client: Visitor, leader: Account, member: Membership, db_session: scoped_session[Session]
) -> None:
    client.post(SHARE)
    client.post(f"{GUIDE}/guide/egen", data={"version": "0", "text": "Fika från ett."})
    assert "Du har ändrat guiden sedan du delade den." in client.get(GUIDE).text
    client.post(SHARE)
    assert len(list(db_session.scalars(select(Notice)))) == 2
    assert letters(db_session)[0].text.count("Guiden till möte 2") == 1, "one morning, one sentence"


def test_a_member_reads_whether_the_guide_is_ready(client: Visitor, leader: Account, member: Membership) -> None:
    visitor = MemberUser(member)
    make.sign_in(client, visitor)
    assert "Guiden är inte färdig än" in client.get(GUIDE).text
    make.sign_in(client, leader)
    client.post(SHARE)
    make.sign_in(client, visitor)
    page = client.get(GUIDE).text
    assert "Guiden är inte färdig än" not in page
    assert "Dela" not in page


def test_who_has_left_when_the_mail_goes_hears_nothing(
    client: Visitor, leader: Account, member: Membership, db_session: scoped_session[Session]
) -> None:
    client.post(SHARE)
    member.left_at = utcnow()
    commit()
    with pytest.raises(Outdated):
        letters(db_session)


def test_a_meeting_that_has_begun_has_nothing_to_share(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Ljus först.", number=2, question="first")
    assert "Dela guiden" not in client.get(GUIDE).text
    assert client.post(SHARE).status_code == 409
    assert list(db_session.scalars(select(Notice))) == []
