"""Inviting: one by one, from a list, on paper; sending again, taking back, reminding; the answer by the link."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.mail.letters import Outdated, write_letter
from bln.mail.models import Mail, MailState
from bln.mail.queue import queue_mail
from bln.members import inviting, mails
from bln.members.inviting import Invited, invite, remind
from bln.members.models import Consent, ConsentWay, Invitation, InvitationState
from bln.networks.models import Network
from bln.people.models import Account, Membership, Person, Role
from bln.people.tokens import issue_token
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PAGE = "/natverk/ekby/deltagare"
SAGA = Invited("Saga Ek", "Saga@Example.invalid", (Perspective.CARER,), "Ekbyföreningen")


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    return make.make_network(make.make_programme(controller="Cykelförbundet", lawful_basis="Samtycke"))


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def asked(network: Network, who: Invited = SAGA, role: Role = Role.MEMBER) -> tuple[Invitation, str]:
    """An invitation, and the address of its link."""
    (invitation,) = invite(network, [who], role)
    secret = issue_token(mails.INVITATION_PURPOSE, invitation.id, inviting.LIFETIME)
    make.db.session.commit()
    return invitation, f"/inbjudan/{secret}"


def stored(invitation: Invitation) -> Invitation:
    return make.db.session.get_one(Invitation, invitation.id, populate_existing=True)


def queued(kind: str) -> list[Mail]:
    query = select(Mail).where(Mail.kind == kind, Mail.state == MailState.QUEUED)
    return list(make.db.session.scalars(query.execution_options(populate_existing=True)))


def members(network: Network) -> list[Membership]:
    query = select(Membership).where(Membership.network_id == network.id, Membership.role == Role.MEMBER)
    return list(make.db.session.scalars(query))


def test_a_leader_invites_one_person_and_a_mail_waits_without_any_secret(
    client: Visitor, leader: Account, network: Network
) -> None:
    said = {"name": "Saga Ek", "email": "Saga@Example.invalid", "perspective": "carer", "second_perspective": "manager"}
    assert client.post(f"{PAGE}/bjud-in", data=said).location == PAGE
    (mail,) = queued("invitation")
    (invitation,) = make.db.session.scalars(select(Invitation))
    assert (mail.address, mail.parameters) == ("saga@example.invalid", {"invitation": str(invitation.id)})
    assert invitation.perspectives == (Perspective.CARER, Perspective.MANAGER)
    assert members(network) == [], "who is only invited is nobody in the network yet"
    assert "väntar på svar" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "", "Namnet saknas."),
        ("name", "Saga 19121212-1212", "ser ut som ett personnummer"),
        ("email", "saga", "går inte att använda"),
        ("perspective", "", "Välj vad personen deltar som."),
        ("name", "Ledaren", "redan med eller inbjuden"),
    ],
)
def test_a_faulty_invitation_invites_nobody(
    client: Visitor, leader: Account, field: str, value: str, fault: str
) -> None:
    said = {"name": "Saga Ek", "email": "ledaren@example.invalid", "perspective": "carer"} | {field: value}
    answer = client.post(f"{PAGE}/bjud-in", data=said)
    assert (answer.status_code, fault in answer.text) == (422, True)
    assert queued("invitation") == []


def test_whoever_has_no_address_gets_a_letter_with_the_consent_to_sign(
    client: Visitor, leader: Account, network: Network
) -> None:
    answer = client.post(f"{PAGE}/bjud-in", data={"name": "Alva Lind", "perspective": "carer"}, follow_redirects=True)
    assert queued("invitation") == []
    assert "Hej Alva Lind" in answer.text
    assert "Jag samtycker till att mitt namn" in answer.text
    assert "Cykelförbundet" in answer.text


def test_a_list_is_shown_first_and_then_invites_everybody(client: Visitor, leader: Account) -> None:
    text = "Saga Ek; saga@example.invalid; anhörig; Ekbyföreningen\nIvar Al;; politiker och chef;"
    preview = client.post(f"{PAGE}/lista", data={"text": text})
    assert (preview.status_code, "Bjud in 2 personer" in preview.text) == (200, True)
    assert "brev på papper" in preview.text
    assert queued("invitation") == []
    assert client.post(f"{PAGE}/lista", data={"text": text, "confirmed": "1"}).location == PAGE
    assert make.db.session.scalar(select(func.count()).select_from(Invitation)) == 2
    assert [mail.address for mail in queued("invitation")] == ["saga@example.invalid"]


def test_a_list_with_a_fault_invites_nobody_even_when_confirmed(client: Visitor, leader: Account) -> None:
    text = "Saga Ek; saga@example.invalid; anhörig\nIvar Al; ivar@; politiker\nSaga Ek; SAGA@example.invalid; chef"
    answer = client.post(f"{PAGE}/lista", data={"text": text, "confirmed": "1"})
    assert answer.status_code == 422
    assert "Rad 2: ”ivar@” är ingen e-postadress." in answer.text
    assert "Rad 3: Saga Ek står redan på rad 1." in answer.text
    assert make.db.session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_who_is_in_or_invited_already_is_named(client: Visitor, leader: Account, network: Network) -> None:
    asked(network)
    answer = client.post(f"{PAGE}/lista", data={"text": "Saga Ek; saga@example.invalid; anhörig"})
    assert "Rad 1: Saga Ek är redan med eller inbjuden." in answer.text


def test_a_file_from_an_older_program_is_read_and_one_too_large_is_refused(client: Visitor, leader: Account) -> None:
    from io import BytesIO

    rows = "Namn,E-post,Deltar som,Organisation\r\nÅsa Öst,asa@example.invalid,anhörig,Röda Korset\r\n"
    sent = client.post(f"{PAGE}/lista", data={"file": (BytesIO(rows.encode("cp1252")), "lista.csv")})
    assert "Bjud in 1 person" in sent.text
    assert "Åsa Öst" in sent.text
    large = client.post(f"{PAGE}/lista", data={"file": (BytesIO(b"x" * 70_000), "lista.csv")})
    assert (large.status_code, "Listan är för stor" in large.text) == (422, True)


def test_the_page_behind_the_link_says_what_it_means_and_fetching_it_changes_nothing(
    client: Visitor, network: Network
) -> None:
    invitation, link = asked(network)
    pages = [client.get(link), client.get(link), client.head(link)]
    assert [page.status_code for page in pages] == [200, 200, 200]
    text = unescape(pages[0].text)
    for words in ("Vad som sparas om dig", "Cykelförbundet", "Samtycke", "Det är frivilligt", "Hur länge"):
        assert words in text
    assert stored(invitation).state is InvitationState.PENDING
    assert client.post(link, data={"answer": "ja", "consents": "y"}).status_code == 302


def test_a_yes_makes_a_member_with_a_consent_and_leads_to_the_first_guide(client: Visitor, network: Network) -> None:
    invitation, link = asked(network)
    answer = client.post(link, data={"answer": "ja", "consents": "y"})
    assert answer.location == "/natverk/ekby/mote/1"
    assert client.get(answer.location).status_code == 200
    (member,) = members(network)
    assert (member.person.name, member.person.email) == ("Saga Ek", "saga@example.invalid")
    (consent,) = make.db.session.scalars(select(Consent))
    assert (consent.membership_id, consent.version, consent.way) == (member.id, 1, ConsentWay.LINK)
    now = stored(invitation)
    assert (now.state, now.name, now.email) == (InvitationState.ACCEPTED, "", None), "the person holds them now"
    assert queued("invitation") == []
    assert [mail.address for mail in queued("member_link")] == ["saga@example.invalid"]


def test_without_consent_nobody_becomes_a_member(client: Visitor, network: Network) -> None:
    _, link = asked(network)
    answer = client.post(link, data={"answer": "ja"})
    assert (answer.status_code, "Utan samtycke kan du inte vara med" in answer.text) == (422, True)
    assert members(network) == []
    assert client.post(link, data={}).status_code == 422


def test_a_no_needs_no_reason_and_the_address_goes(client: Visitor, leader: Account, network: Network) -> None:
    invitation, link = asked(network)
    assert client.post(link, data={"answer": "nej", "reason": "Jag flyttar."}).status_code == 200
    now = stored(invitation)
    assert (now.state, now.reason, now.email) == (InvitationState.DECLINED, "Jag flyttar.", None)
    page = client.get(PAGE).text
    assert "tackade nej" in page
    assert "Jag flyttar." in page


def test_an_answer_is_given_once(client: Visitor, network: Network) -> None:
    _, link = asked(network)
    client.post(link, data={"answer": "ja", "consents": "y"})
    for answer in (client.get(link), client.post(link, data={"answer": "nej"})):
        assert answer.status_code == 410
        assert "Du har redan svarat" in answer.text
        assert "Ekby" not in answer.text.split("<main")[1]
    assert len(members(network)) == 1


def test_whoever_has_said_yes_gets_the_personal_link_again_to_the_same_address(
    client: Visitor, network: Network
) -> None:
    _, link = asked(network)
    client.post(link, data={"answer": "ja", "consents": "y"})
    assert make.db.session.execute(update(Mail).values(state=MailState.SENT))
    make.db.session.commit()
    assert "Mejla mig min länk igen" in client.get(link).text
    assert client.post(f"{link}/ny").status_code == 200
    assert client.post(f"{link}/ny").status_code == 200, "twice sends one"
    assert [mail.address for mail in queued("member_link")] == ["saga@example.invalid"]


def test_one_that_has_run_out_offers_a_new_one_without_typing(client: Visitor, network: Network) -> None:
    invitation, link = asked(network)
    invitation.expires_at = utcnow() - timedelta(minutes=1)
    for mail in queued("invitation"):
        mail.state = MailState.SENT
    make.db.session.commit()
    page = client.get(link)
    assert "Mejla mig en ny länk" in page.text
    assert client.post(link, data={"answer": "ja", "consents": "y"}).status_code == 200
    assert members(network) == [], "too late is too late"
    client.post(f"{link}/ny")
    assert [mail.address for mail in queued("invitation")] == ["saga@example.invalid"]
    assert stored(invitation).standing is InvitationState.PENDING


def test_the_time_is_also_kept_where_the_answer_is_stored(network: Network) -> None:
    invitation, _ = asked(network)
    invitation.expires_at = utcnow()
    make.db.session.commit()
    with pytest.raises(inviting.NotOpen):
        inviting.accept(invitation, consents=True)


def test_one_taken_back_says_no_more_and_its_mails_are_not_sent(
    client: Visitor, leader: Account, network: Network
) -> None:
    invitation, link = asked(network)
    assert client.post(f"/natverk/ekby/inbjudan/{invitation.id}/ta-tillbaka").location == PAGE
    assert queued("invitation") == []
    answer = client.get(link)
    assert (answer.status_code, "Saga" in answer.text) == (410, False)
    assert client.post(link, data={"answer": "ja", "consents": "y"}).status_code == 410
    assert client.post(f"/natverk/ekby/inbjudan/{invitation.id}/skicka").status_code == 409
    assert members(network) == []


def test_a_guessed_link_and_one_for_something_else_lead_nowhere(client: Visitor, network: Network) -> None:
    invitation, link = asked(network)
    other = issue_token("member", invitation.id)
    make.db.session.commit()
    for wrong in ("/inbjudan/gissad", f"/inbjudan/{other}", link.replace("inbjudan", "min-sida")):
        assert client.get(wrong).status_code == 404
        assert client.post(wrong, data={"answer": "ja", "consents": "y"}).status_code == 404
        assert client.post(f"{wrong}/ny").status_code == 404
    assert members(network) == []


def test_sending_again_gives_new_time_and_takes_the_waiting_mail_with_it(
    client: Visitor, leader: Account, network: Network
) -> None:
    invitation, link = asked(network)
    invitation.expires_at = utcnow() - timedelta(days=1)
    make.db.session.commit()
    client.post(f"/natverk/ekby/inbjudan/{invitation.id}/skicka")
    assert len(queued("invitation")) == 1
    assert stored(invitation).standing is InvitationState.PENDING
    assert client.get(link).status_code == 200


def test_those_who_have_not_answered_are_reminded_twice_and_no_more(network: Network) -> None:
    invitation, _ = asked(network)
    invite(network, [Invited("Alva Lind", "", (Perspective.CARER,))])
    sent = invitation.sent_at
    counts = [remind(sent + timedelta(days=days)) for days in (4, 5, 5, 6, 10, 11, 29)]
    assert counts == [0, 1, 0, 0, 1, 0, 0]
    assert len(queued("invitation_reminder")) == 2


def test_a_late_timer_sends_one_reminder_and_one_with_an_answer_none(network: Network) -> None:
    invitation, _ = asked(network)
    answered, _ = asked(network, Invited("Ivar Al", "ivar@example.invalid", (Perspective.POLITICIAN,)))
    inviting.decline(answered, "")
    assert remind(invitation.sent_at + timedelta(days=12)) == 1
    assert remind(invitation.sent_at + timedelta(days=31)) == 0, "it has run out"


def test_two_who_share_an_address_are_two_people(client: Visitor, network: Network) -> None:
    for name in ("Saga Ek", "Sune Ek"):
        _, link = asked(network, Invited(name, "paret@example.invalid", (Perspective.CARER,)))
        client.post(link, data={"answer": "ja", "consents": "y"})
    assert sorted(member.person.name or "" for member in members(network)) == ["Saga Ek", "Sune Ek"]


def test_a_leader_accepts_with_a_password_and_is_in(client: Visitor, network: Network) -> None:
    _, link = asked(network, Invited("Lo Al", "lo@example.invalid"), Role.LEADER)
    assert "Minst 12 tecken" in client.get(link).text
    assert client.post(link, data={"answer": "ja", "password": "kort"}).status_code == 422
    answer = client.post(link, data={"answer": "ja", "password": make.PASSWORD})
    assert answer.location == "/natverk/ekby"
    assert client.get(PAGE).status_code == 200
    client.post("/logga-ut")
    client.post("/logga-in", data={"email": "lo@example.invalid", "password": make.PASSWORD})
    assert client.get(PAGE).status_code == 200


def test_a_leader_who_has_an_account_keeps_it_and_signs_in(client: Visitor, network: Network) -> None:
    account = make.make_account("lo")
    _, link = asked(network, Invited("Lo Al", "lo@example.invalid"), Role.LEADER)
    answer = client.post(link, data={"answer": "ja"})
    assert answer.location.startswith("/logga-in")
    assert client.get(PAGE).location.startswith("/logga-in"), "the link of a mail is no sign-in"
    query = select(Membership).where(Membership.person_id == account.person_id)
    assert make.db.session.scalars(query).one().role is Role.LEADER
    assert make.db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_a_leader_who_chooses_no_password_signs_in_by_mail(client: Visitor, network: Network) -> None:
    _, link = asked(network, Invited("Lo Al", "lo@example.invalid"), Role.LEADER)
    easy = client.post(link, data={"answer": "ja", "password": "nätverksledare"})
    assert (easy.status_code, "för lätt att gissa" in easy.text) == (422, True)
    assert client.post(link, data={"answer": "ja"}).location == "/natverk/ekby"
    client.post("/logga-ut")
    client.post("/logga-in/lank", data={"email": "lo@example.invalid"})
    assert len(queued("sign_in_link")) == 1


def test_a_no_leaves_the_address_nowhere(client: Visitor, network: Network) -> None:
    invitation, link = asked(network)
    resent = queued("invitation")[0]
    resent.state = MailState.SENT
    make.db.session.commit()
    client.post(link, data={"answer": "nej"})
    assert make.db.session.scalar(select(func.count()).select_from(Mail)) == 0
    make.db.session.refresh(invitation)
    assert invitation.email is None
    late = Mail(kind="invitation", address="saga@example.invalid", parameters={"invitation": str(invitation.id)})
    with pytest.raises(Outdated):
        write_letter(late)


@pytest.mark.parametrize("kind", ["invitation", "invitation_reminder"])
def test_the_mail_holds_a_link_that_works_and_is_made_when_it_is_sent(
    client: Visitor, network: Network, kind: str
) -> None:
    invite(network, [SAGA])
    letter = write_letter(queue_mail(kind, "saga@example.invalid", queued("invitation")[0].parameters))
    make.db.session.commit()
    [link] = re.findall(r"https?://127.0.0.1:8000(/inbjudan/\S+)", letter.text)
    assert f'{link}"' in letter.html
    assert "Saga Ek" in letter.text
    assert client.get(link).status_code == 200
