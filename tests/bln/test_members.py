"""Members: personal links, what they read, a rest, leaving, paper, and who leads."""

import re
import uuid
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from bln.clock import utcnow
from bln.mail.addresses import A_TERM
from bln.mail.letters import write_letter
from bln.mail.models import Mail, MailState
from bln.members import membership
from bln.members.inviting import Invited, invite
from bln.members.models import Consent, ConsentWay, Invitation
from bln.networks.models import Network
from bln.networks.queries import compositions
from bln.people.models import Account, Membership, Person, Role, Token
from bln.people.tokens import MEMBER_LINK, issue_token, revoke_tokens
from bln.room.attendance import Attended, Came, attended, members_of, record_attendance
from bln.room.services import NoteContent, edit_note
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PAGE = "/natverk/ekby/deltagare"
SECRET_NOTE = "Lyktor saknas vid bron."
OTHER_NOTES = ("Fler lyktor vid skolan.", "Bilarna kör fort.")


@pytest.fixture
def saga(network: Network) -> Membership:
    return make.join(network, Person(name="Saga Ek", email="saga@example.invalid"), Role.MEMBER, Perspective.CARER)


def link_of(member: Membership) -> str:
    secret = issue_token(MEMBER_LINK, member.id, A_TERM)
    make.db.session.commit()
    return f"/min-sida/{secret}"


def go_in(client: Visitor, member: Membership) -> str:
    link = link_of(member)
    client.post(link)
    return link


def lead(client: Visitor, network: Network) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def test_a_personal_link_opens_with_one_button_and_then_straight_in(client: Visitor, saga: Membership) -> None:
    link = link_of(saga)
    assert "Öppna nätverkets sida" in client.get(link).text
    assert client.get("/natverk/ekby").location.startswith("/logga-in"), "a scanner that fetches it opens nothing"
    assert client.post(link).location == "/natverk/ekby"
    page = client.get("/natverk/ekby")
    assert (page.status_code, "Saga Ek" in page.text) == (200, True)
    assert client.get(link).location == "/natverk/ekby"


def test_the_same_link_works_nine_days_later_on_another_device(client: Visitor, app: Flask, saga: Membership) -> None:
    link = go_in(client, saga)
    earlier = update(Token).values(created_at=Token.created_at, expires_at=utcnow() + A_TERM - timedelta(days=9))
    make.db.session.execute(earlier)
    make.db.session.commit()
    phone = app.test_client()
    assert phone.post(link).location == "/natverk/ekby"
    assert phone.get("/natverk/ekby/mote/1").status_code == 200


def test_a_session_by_link_stays_on_the_device(client: Visitor, saga: Membership) -> None:
    answer = client.post(link_of(saga))
    assert any("Expires=" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


def test_a_new_link_ends_the_old_one_and_every_session_that_it_began(
    client: Visitor, app: Flask, network: Network, saga: Membership
) -> None:
    old = go_in(client, saga)
    leader = app.test_client()
    make.sign_in(leader, make.make_leader(network))
    assert leader.post(f"{PAGE}/{saga.id}/lank").location == PAGE
    assert client.get("/natverk/ekby").location.startswith("/logga-in")
    assert (client.get(old).status_code, client.post(old).status_code) == (404, 404)
    assert client.post(f"{old}/ny").status_code == 404
    (mail,) = make.db.session.scalars(select(Mail).where(Mail.kind == membership.MAIL))
    assert mail.address == "saga@example.invalid"


def test_the_link_of_somebody_who_has_left_leads_nowhere(client: Visitor, saga: Membership) -> None:
    link = link_of(saga)
    saga.left_at = utcnow()
    make.db.session.commit()
    assert (client.get(link).status_code, client.post(link).status_code) == (404, 404)


def test_an_expired_link_offers_a_new_one_without_typing(client: Visitor, saga: Membership) -> None:
    secret = issue_token(MEMBER_LINK, saga.id, timedelta(seconds=-1))
    make.db.session.commit()
    answer = client.get(f"/min-sida/{secret}")
    assert (answer.status_code, "Mejla mig en ny länk" in answer.text) == (410, True)
    assert client.post(f"/min-sida/{secret}").status_code == 410
    assert client.post(f"/min-sida/{secret}/ny").status_code == 200
    assert make.db.session.scalar(select(func.count()).select_from(Mail)) == 1


def test_the_link_of_somebody_who_leads_opens_no_more_than_a_member_sees(client: Visitor, network: Network) -> None:
    leader = make.make_leader(network)
    (own,) = members_of(network)
    own.perspective = Perspective.CARER
    client.post(link_of(own))
    assert client.get("/natverk/ekby").status_code == 200
    assert client.get(PAGE).status_code == 403
    assert client.get("/natverk/ekby/mote/1/anteckningar").status_code == 403
    assert client.get("/program/cykla/omgang/1/sammanstallning").status_code == 404
    assert leader.leads


def test_a_member_reads_no_note_that_is_not_shared(client: Visitor, network: Network, saga: Membership) -> None:
    leader = make.make_leader(network)
    make.write(network, leader, SECRET_NOTE, *OTHER_NOTES)
    make.submit(network, leader)
    pages = ("/natverk/ekby/mote/2", "/natverk/ekby/mote/2/guide.md", "/natverk/ekby/plan")
    pages += ("/natverk/ekby/plan?inlamning=1", "/natverk/ekby/plan.md?arbetsversion=1", "/natverk/ekby/plan.csv")
    pages += ("/natverk/ekby/mote/1/sammanstallning", "/natverk/ekby/sedan-sist")
    make.sign_in(client, leader)
    assert SECRET_NOTE in client.get(pages[0]).text
    assert SECRET_NOTE in client.get(pages[2]).text
    client.post("/natverk/ekby/mote/2/guide")
    go_in(client, saga)
    for page in pages:
        answer = client.get(page)
        assert (page, answer.status_code, SECRET_NOTE in answer.text) == (page, 200, False)
    assert "är inte delad än" in client.get(pages[0]).text
    assert "arbetsversion" not in client.get("/natverk/ekby/plan").text
    named = client.get("/natverk/ekby/plan.md?arbetsversion=1").headers["Content-Disposition"]
    assert "arbetsversion" not in named


def test_a_member_reads_what_is_shared(client: Visitor, network: Network, saga: Membership) -> None:
    leader = make.make_leader(network)
    make.write(network, leader, SECRET_NOTE, *OTHER_NOTES)
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    go_in(client, saga)
    for page in ("/natverk/ekby/mote/2", "/natverk/ekby/plan", "/natverk/ekby/mote/1/sammanstallning"):
        assert SECRET_NOTE in client.get(page).text


def test_a_note_changed_after_sharing_reads_for_members_as_it_was_shared(
    client: Visitor, network: Network, saga: Membership
) -> None:
    leader = make.make_leader(network)
    first, *_ = make.write(network, leader, SECRET_NOTE, *OTHER_NOTES)
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    make.open_again(network, leader)
    edit_note(make.meeting_of(network), first.id, 1, NoteContent("stops", "Lyktor hemma hos oss."), leader)
    make.submit(network, leader, reason="Rättat")
    make.sign_in(client, leader)
    assert "Lyktor hemma hos oss." in client.get("/natverk/ekby/mote/2").text
    go_in(client, saga)
    page = client.get("/natverk/ekby/mote/2").text
    assert SECRET_NOTE in page
    assert "Lyktor hemma hos oss." not in page


def test_a_rest_stops_the_mail_and_nothing_else(client: Visitor, network: Network, saga: Membership) -> None:
    lead(client, network)
    client.post(f"{PAGE}/{saga.id}/paus")
    assert "vilar, får inga mejl" in client.get(PAGE).text
    assert compositions(network.programme, [network.id])[network.id].members == 1
    client.post(f"{PAGE}/{saga.id}/paus")
    assert "vilar" not in client.get(PAGE).text


def test_whoever_leaves_loses_the_name_and_the_link_and_the_counts_stay(
    client: Visitor, app: Flask, network: Network, saga: Membership
) -> None:
    meeting = make.meeting_of(network)
    record_attendance(meeting, attended(meeting).mark, Attended({saga.id: Came.YES}))
    link = go_in(client, saga)
    membership.send_member_link(saga)
    leader = app.test_client()
    make.sign_in(leader, make.make_leader(network))
    assert "Ska Saga Ek sluta?" in leader.get(f"{PAGE}/{saga.id}/lamna").text
    answer = leader.post(f"{PAGE}/{saga.id}/lamna", data={"ersatt": "1"})
    assert answer.location == f"{PAGE}/bjud-in?perspektiv=carer"
    assert '<option value="carer" selected>' in leader.get(answer.location).text
    assert client.get("/natverk/ekby").location.startswith("/logga-in")
    assert client.get(link).status_code == 404
    person = make.db.session.get_one(Person, saga.person_id, populate_existing=True)
    assert (person.name, person.email) == (None, None)
    assert len(attended(meeting).present) == 1
    mail = make.db.session.scalars(select(Mail).execution_options(populate_existing=True)).one()
    assert mail.state is MailState.CANCELLED
    assert leader.post(f"{PAGE}/{saga.id}/lamna").status_code == 404


def test_somebody_on_paper_is_counted_as_everybody_else_and_gets_no_mail(client: Visitor, network: Network) -> None:
    lead(client, network)
    said = {"name": "Alva Lind", "perspective": "carer", "given_on": "2026-01-02", "agrees": "y"}
    assert client.post(f"{PAGE}/papper", data=said).location == PAGE
    (alva,) = (member for member in members_of(network) if member.role is Role.MEMBER)
    (consent,) = make.db.session.scalars(select(Consent))
    assert (consent.way, consent.given_on) == (ConsentWay.PAPER, date(2026, 1, 2))
    assert compositions(network.programme, [network.id])[network.id].members == 1
    assert "Alva Lind" in client.get("/natverk/ekby/mote/1/narvaro").text
    meeting = make.meeting_of(network)
    record_attendance(meeting, attended(meeting).mark, Attended({alva.id: Came.YES}))
    assert len(attended(meeting).present) == 1
    client.post(f"{PAGE}/{alva.id}/lank")
    assert make.db.session.scalar(select(func.count()).select_from(Mail)) == 0
    assert client.post(f"{PAGE}/papper", data=said).status_code == 422, "the same person twice"


def test_a_consent_taken_back_is_logged(client: Visitor, network: Network) -> None:
    lead(client, network)
    for name in ("Alva", "Bo"):
        member = membership.record_on_paper(network, name, (Perspective.CARER,), "", 1, date(2026, 1, 2))
        client.post(f"{PAGE}/{member.id}/lamna", data={"samtycke": "1"} if name == "Bo" else {})
    taken = select(Person.id, Consent.withdrawn_at).join(Membership, Membership.person_id == Person.id)
    rows = make.db.session.execute(taken.join(Consent, Consent.membership_id == Membership.id)).all()
    assert sorted(at is not None for _, at in rows) == [False, True]


@pytest.mark.parametrize("day", ["", "i går", "2999-01-01", "1990-01-01"])
def test_a_consent_on_paper_needs_a_day_that_has_been(client: Visitor, network: Network, day: str) -> None:
    lead(client, network)
    said = {"name": "Alva Lind", "perspective": "carer", "given_on": day, "agrees": "y"}
    assert client.post(f"{PAGE}/papper", data=said).status_code == 422


def test_the_page_says_who_is_missing_and_whom_to_ask(client: Visitor, network: Network, saga: Membership) -> None:
    lead(client, network)
    page = client.get(PAGE).text
    assert "Bjud in någon som är politiker. Fråga nämndens ordförande" in page
    client.post(f"{PAGE}/bjud-in", data={"name": "Ivar Al", "perspective": "politician"})
    page = client.get(PAGE).text
    assert "Vänta in svaret från den som är inbjuden som politiker" in page
    assert "Bjud in någon som är politiker" not in page


def test_nobody_touches_the_members_or_invitations_of_another_network(client: Visitor, network: Network) -> None:
    other = make.make_network(network.programme, "alby")
    there = make.join(other, Person(name="Ivar"), Role.MEMBER, Perspective.CARER)
    lead(client, network)
    for key in (there.id, uuid.uuid4()):
        assert client.post(f"{PAGE}/{key}/paus").status_code == 404
        assert client.post(f"{PAGE}/{key}/lank").status_code == 404
        assert client.get(f"{PAGE}/{key}/lamna").status_code == 404
    for what in ("skicka", "ta-tillbaka"):
        assert client.post(f"/natverk/ekby/inbjudan/{uuid.uuid4()}/{what}").status_code == 404


def test_an_invitation_to_lead_is_the_business_of_staff(client: Visitor, network: Network) -> None:
    lead(client, network)
    (asked,) = invite(network, [Invited("Lo Al", "lo@example.invalid")], Role.DEPUTY)
    assert "Lo Al" not in client.get(PAGE).text
    assert client.post(f"/natverk/ekby/inbjudan/{asked.id}/ta-tillbaka").status_code == 404


def test_those_who_lead_are_not_taken_out_on_the_page_of_members(client: Visitor, network: Network) -> None:
    leader = lead(client, network)
    (own,) = (member for member in members_of(network) if member.person_id == leader.person_id)
    assert client.post(f"{PAGE}/{own.id}/lamna").status_code == 404


def test_the_mail_with_the_personal_link_holds_one_that_works(client: Visitor, saga: Membership) -> None:
    membership.send_member_link(saga)
    make.db.session.commit()
    letter = write_letter(make.db.session.scalars(select(Mail)).one())
    make.db.session.commit()
    [link] = re.findall(r"https?://127.0.0.1:8000(/min-sida/\S+)", letter.text)
    assert f'{link}"' in letter.html
    assert client.post(link).location == "/natverk/ekby"


def test_revoked_tokens_of_one_member_leave_those_of_others(
    client: Visitor, network: Network, saga: Membership
) -> None:
    other = make.join(network, Person(name="Sune"), Role.MEMBER, Perspective.CARER)
    link = link_of(other)
    revoke_tokens(MEMBER_LINK, saga.id)
    make.db.session.commit()
    assert client.post(link).location == "/natverk/ekby"


def test_staff_appoint_a_substitute_at_once_and_the_drafts_stay(client: Visitor, app: Flask, network: Network) -> None:
    ill = make.make_leader(network)
    make.write(network, ill, "Ett utkast.")
    other = make.make_account("lo")
    make.sign_in(client, make.make_account("staff", staff=True))
    said = {"name": "Lo", "email": "LO@example.invalid", "role": "substitute"}
    assert client.post("/natverk/ekby/ledare", data=said).location == "/natverk/ekby/ledare"
    substitute = app.test_client()
    make.sign_in(substitute, other)
    assert "Ett utkast." in substitute.get("/natverk/ekby/mote/1/anteckningar?fraga=stops").text
    (own,) = (found for found in members_of(network) if found.person_id == other.person_id)
    client.post(f"/natverk/ekby/ledare/{own.id}/lamna-tillbaka")
    assert substitute.get("/natverk/ekby").status_code == 404
    client.post("/natverk/ekby/ledare", data=said)
    assert substitute.get("/natverk/ekby").status_code == 200, "and once more"


def test_a_member_who_has_stepped_in_goes_back_to_being_a_member(client: Visitor, network: Network) -> None:
    account = make.make_account("lo")
    own = make.join(network, account.person, Role.MEMBER, Perspective.MANAGER)
    membership.appoint(network, account, Role.SUBSTITUTE)
    assert own.role is Role.SUBSTITUTE
    membership.hand_back(own)
    assert (own.role, own.left_at) == (Role.MEMBER, None)


def test_staff_invite_a_leader_who_has_no_account(client: Visitor, network: Network) -> None:
    make.sign_in(client, make.make_account("staff", staff=True))
    said = {"name": "Lo Al", "email": "lo@example.invalid", "role": "leader"}
    page = client.post("/natverk/ekby/ledare", data=said, follow_redirects=True).text
    assert "väntar på svar" in page
    (mail,) = make.db.session.scalars(select(Mail))
    assert (mail.kind, mail.address) == ("invitation", "lo@example.invalid")
    (invitation,) = make.db.session.scalars(select(Invitation))
    assert client.post(f"/natverk/ekby/ledare/inbjudan/{invitation.id}/skicka").status_code == 302
    assert client.post(f"/natverk/ekby/ledare/inbjudan/{invitation.id}/ta-tillbaka").status_code == 302
    assert "väntar på svar" not in client.get("/natverk/ekby/ledare").text
    assert client.post("/natverk/ekby/ledare", data=said | {"email": "lo"}).status_code == 422


def test_since_last_tells_themes_choices_and_the_next_meeting(
    client: Visitor, network: Network, saga: Membership
) -> None:
    leader = make.make_leader(network)
    make.write(network, leader, SECRET_NOTE, *OTHER_NOTES)
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    make.write(network, leader, "Vi väljer.", number=2, question="first")
    make.choose(network, leader, "Lyktor vid bron först")
    make.submit(network, leader, number=2)
    for number in (1, 2):
        make.meeting_of(network, number).planned_at = datetime.combine(date(2026, 1, number), time(13))
    make.db.session.commit()
    go_in(client, saga)
    page = client.get("/natverk/ekby/sedan-sist").text
    for words in ("Möte 1: Etapp map", "Det här talade nätverket om", "Lyktor vid bron först", "Möte 3: Etapp ride"):
        assert words in page
    assert "Sammanställningen är inte delad än." in page, "of meeting 2"


def test_since_last_says_when_nothing_has_been(client: Visitor, saga: Membership) -> None:
    go_in(client, saga)
    assert "Inga möten har varit än" in client.get("/natverk/ekby/sedan-sist").text
