"""Mina uppgifter: everything that is kept of a person, and how it is corrected, left and erased."""

import json
import re
import uuid
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.calls.queries import standing_of
from bln.calls.services import When, plan_call, save_notes
from bln.clock import utcnow
from bln.db import Base
from bln.desk.saving import ThemeEdit, save_sorting
from bln.desk.services import begin_draft
from bln.evidence.services import save_fact
from bln.interchange.writer import export_programme
from bln.interest.models import Interest, Organisation
from bln.mail.addresses import personal_link
from bln.mail.digest import queue_notice
from bln.mail.letters import write_letter
from bln.mail.models import Mail
from bln.mail.queue import queue_mail
from bln.members.inviting import Invited, accept, invite
from bln.members.models import Consent, InvitationState
from bln.networks.models import Network
from bln.people.models import Account, Membership, MemberUser, Person, Role, SignedIn, Token
from bln.people.services import account_of, add_account
from bln.people.tokens import issue_token
from bln.plans.services import write_row
from bln.privacy import services
from bln.privacy.queries import kept_of
from bln.room.adapting import adapt_guide
from bln.room.models import Attendance, NoteRevision, Submission
from meetings.adaptation import Adaptation
from meetings.agenda import Occasion
from meetings.facts import Fact, Topic
from meetings.plan_content import Risk
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

RISK = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"
HOME = "/mina-uppgifter"


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    return make.make_network(make.make_programme(controller="Ekby kommun"))


@pytest.fixture
def leader(network: Network) -> Account:
    """Kerstin, who has left traces in every table that points at a person or an account."""
    account = make.make_account("kerstin", password=make.PASSWORD)
    membership = make.join(network, account.person, Role.LEADER, Perspective.CARER)
    make.write(network, account, "Vägen är smal.", "Det saknas lyktor.")
    make.choose(network, account, "Vägen")
    make.conclude(network, account, "Vägen är farlig.")
    make.submit(network, account)
    make.open_again(network, account)
    make.share(make.meeting_scope(network), account)
    make.share(make.round_scope(network.programme), account)
    write_row(network, 0, "risks", Risk(RISK, "Halka"), account)
    session = make.db.session
    session.add(Attendance(meeting_id=make.meeting_of(network).id, membership_id=membership.id))
    queue_mail("welcome", account.email, person_id=account.person_id)
    queue_mail("old", account.email)
    issue_token("reset", account.id)
    issue_token("member", membership.id)
    session.add(_interest(account.email))
    session.commit()
    return account


def _interest(email: str) -> Interest:
    return Interest(
        place="Ekby",
        region="Region Skåne",
        organisation_kind=Organisation.MUNICIPALITY,
        organisation="Ekby kommun",
        contact_name="Kerstin",
        contact_email=email,
        message="Hör av er till Kerstin.",
    )


@pytest.fixture
def deputy(network: Network, leader: Account) -> Account:
    return make.make_leader(network, "bo", Role.DEPUTY)


def test_everything_that_is_kept_is_told(leader: Account, network: Network) -> None:
    kept = kept_of(leader.person)
    assert (kept.name, kept.email, kept.has_password, kept.staff) == (
        "Kerstin",
        "kerstin@example.invalid",
        True,
        False,
    )
    (membership,) = kept.memberships
    assert (membership.network, membership.controller, membership.role) == ("Ekby", "Ekby kommun", "leader")
    assert (membership.perspectives, membership.attended, membership.left) == (("carer",), (1,), None)
    assert [(text.kind, text.network, text.meeting, text.count) for text in kept.texts] == [
        ("summaries", None, None, 1),
        ("plans", "Ekby", None, 1),
        ("notes", "Ekby", 1, 2),
        ("outcomes", "Ekby", 1, 1),
        ("reopenings", "Ekby", 1, 1),
        ("submissions", "Ekby", 1, 1),
        ("summaries", "Ekby", 1, 1),
        ("priorities", "Ekby", 2, 1),
    ]
    assert (kept.second_step, kept.sessions) == (False, ())
    assert [mail.kind for mail in kept.mails] == ["receipt", "welcome", "old"]
    assert [link.purpose for link in kept.links] == ["reset", "member"]
    assert [(found.place, found.contact, found.message) for found in kept.interests] == [
        ("Ekby", "Kerstin", "Hör av er till Kerstin.")
    ]


def test_the_notes_of_calls_are_counted_where_they_were_saved(client: Visitor, network: Network) -> None:
    staff = make.make_account("staff", staff=True)
    when = When(datetime.fromisoformat("2027-03-14T13:00"), 60, "")
    call = plan_call(network.programme, network.programme.template.steps[0], Occasion.BEFORE, 0, when)
    save_notes(call, standing_of(call).mark, "Vi börjar.", frozenset(), staff)
    assert [(text.kind, text.count) for text in kept_of(staff.person).texts] == [("calls", 1)]
    make.sign_in(client, staff)
    assert "Anteckningar från nätverksledarträffar" in client.get("/mina-uppgifter").text


def test_what_is_sorted_added_to_a_guide_and_kept_of_facts_is_counted(client: Visitor, network: Network) -> None:
    eva = make.make_account("eva", staff=True)
    make.join(network, eva.person, Role.DEPUTY)
    notes = make.write(network, eva, "Vägen är smal.", "Bussen går sällan.")
    make.submit(network, eva)
    for scope in (make.meeting_scope(network), make.round_scope(network.programme)):
        draft = begin_draft(scope)
        theme = ThemeEdit(uuid.uuid4(), "stops", "Vägen")
        save_sorting(scope, [theme], {note.id: theme.id for note in notes}, by=eva)
        assert draft.revision > 1
    adapt_guide(make.meeting_of(network, 2), 0, Adaptation("Ta med kartan."), eva)
    save_fact(0, Fact("ljus", Topic.METHOD, "Ljus hjälper", "Fler ser.", "", "", "Vägverket", "Om ljus"), eva)
    counted = {(text.kind, text.network, text.meeting, text.count) for text in kept_of(eva.person).texts}
    assert counted >= {
        ("sortings", None, None, 1),
        ("sortings", "Ekby", 1, 1),
        ("adaptations", "Ekby", 2, 1),
        ("facts", None, None, 1),
    }
    make.sign_in(client, eva)
    page = client.get(HOME).text
    for words in ("Steg i sorteringar", "Egna tillägg i guider", "Sparningar av fakta"):
        assert words in page


def test_the_page_and_both_files_say_the_same_and_no_more(client: Visitor, leader: Account, deputy: Account) -> None:
    make.sign_in(client, leader)
    (session,) = make.db.session.scalars(select(SignedIn))
    shown = client.get(HOME).text
    page = client.post(f"{HOME}/hamta.html")
    data = client.post(f"{HOME}/hamta.json")
    assert "attachment; filename=mina-uppgifter-" in page.headers["Content-Disposition"]
    for text in (shown, page.text):
        assert "kerstin@example.invalid" in text
        assert "anhörig" in text
        cells = re.findall(r"<(?:th|td)[^>]*>(?:<span>)?([^<]*)", text.partition("<tbody")[2])
        assert cells[6:9] == ["Ekby, möte 1", "Anteckningar", "2"]
    assert json.loads(data.text)["memberships"][0]["network"] == "Ekby"
    for text in (shown, page.text, data.text):
        assert "bo@example.invalid" not in text
        assert "argon2" not in text
        assert session.secret_hash not in text
        assert "Firefox på Linux" in text
        assert "Vägen är smal" not in text


def test_the_file_to_read_is_a_page_of_its_own(client: Visitor, leader: Account) -> None:
    make.sign_in(client, leader)
    text = client.post(f"{HOME}/hamta.html").text
    assert text.startswith('<!doctype html>\n<html lang="sv">')
    assert "<title>Mina uppgifter" in text
    assert not re.search(r"<(link|script|img|form|button)\b", text)


def test_whoever_is_in_no_network_reads_so(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.sign_in(client, make.make_account("eva"))
    text = client.get(HOME).text
    assert "Du är inte med i något nätverk." in text
    assert client.post(f"{HOME}/hamta.exe").status_code == 404


def test_a_name_can_be_corrected_but_not_to_a_personal_number(client: Visitor, leader: Account) -> None:
    make.sign_in(client, leader)
    assert client.post(f"{HOME}/namn", data={"name": "  Kerstin   Ek "}).location == HOME
    assert "Kerstin Ek" in client.get(HOME).text
    for wrong in ("", "x" * 201, "Kerstin 19121212-1212"):
        assert client.post(f"{HOME}/namn", data={"name": wrong}).status_code == 422
    assert "Kerstin Ek" in client.get(HOME).text


def test_a_member_leaves_only_after_saying_so_twice(
    client: Visitor, db_session: scoped_session[Session], network: Network
) -> None:
    member = make.make_account("mia")
    membership = make.join(network, member.person, Role.MEMBER)
    make.sign_in(client, member)
    address = f"{HOME}/lamna/ekby"
    assert "räknas fortfarande" in client.get(address).text
    assert client.post(address).status_code == 422
    db_session.refresh(membership)
    assert membership.left_at is None
    assert client.post(address, data={"sure": "y"}).location == HOME
    assert client.get("/natverk/ekby").status_code == 404
    assert client.post(address, data={"sure": "y"}).status_code == 404


@pytest.mark.parametrize("address", ["lamna/ekby", "radera"])
def test_the_only_leader_hands_over_first(
    client: Visitor, db_session: scoped_session[Session], network: Network, leader: Account, address: str
) -> None:
    make.sign_in(client, leader)
    page = client.post(f"{HOME}/{address}", data={"sure": "y"}).text
    assert "den enda som leder" in page
    assert "Be Nka" in page or "be Nka" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    assert account_of("kerstin@example.invalid")
    with pytest.raises(services.LastLeader):
        services.erase_person(leader.person)
    make.make_leader(network, "bo", Role.SUBSTITUTE)
    assert client.post(f"{HOME}/{address}", data={"sure": "y"}).status_code == 302


def test_the_only_leader_of_a_finished_network_may_go(network: Network, leader: Account) -> None:
    make.write(network, leader, "Vi cyklar.", number=3, question="way")
    make.submit(network, leader, number=3)
    services.erase_person(leader.person)
    (membership,) = make.db.session.scalars(select(Membership))
    assert membership.left_at is None, "a finished network still counts who took part"


def test_erasing_asks_on_a_page_of_its_own_and_signs_out(
    client: Visitor, db_session: scoped_session[Session], leader: Account, deputy: Account
) -> None:
    make.sign_in(client, leader)
    assert "går inte att ångra" in client.get(f"{HOME}/radera").text
    assert client.post(f"{HOME}/radera").status_code == 422
    assert account_of("kerstin@example.invalid")
    assert client.post(f"{HOME}/radera", data={"sure": "y"}).location == "/logga-in"
    assert "Du är raderad" in client.get("/logga-in").text
    assert client.get(HOME).status_code == 302
    assert account_of("kerstin@example.invalid") is None


def everything(session: scoped_session[Session]) -> str:
    """All rows of all tables as text."""
    return "\n".join(str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table)))


def test_after_erasing_nothing_names_the_person_or_points_there(
    db_session: scoped_session[Session], leader: Account, deputy: Account
) -> None:
    keys = [str(leader.id), leader.id.hex, str(leader.person_id), leader.person_id.hex]
    before = everything(db_session)
    assert "kerstin@example.invalid" in before
    assert keys[0] in before
    services.erase_person(leader.person)
    db_session.expire_all()
    rows = everything(db_session)
    assert not re.search("kerstin", rows, re.IGNORECASE)
    pointing = [row for row in rows.splitlines() if any(key in row for key in keys)]
    assert len(pointing) == 2, "two lines of the log, that somebody was made and erased"
    assert all("AuditAction" in row or "account_made" in row or "person_erased" in row for row in pointing), pointing
    assert list(db_session.scalars(select(Mail))) == []
    assert list(db_session.scalars(select(Token))) == []


def test_documents_and_counts_stay_as_they_were(
    db_session: scoped_session[Session], network: Network, leader: Account, deputy: Account
) -> None:
    member = Person(name="Mia")
    db_session.add(member)
    make.join(network, member, Role.MEMBER, Perspective.POLITICIAN)
    before = json.loads(export_programme(network.programme))
    services.erase_person(leader.person)
    db_session.expire_all()
    after = json.loads(export_programme(network.programme))
    assert after["networks"][0]["meetings"] == before["networks"][0]["meetings"]
    assert after["networks"][0]["plans"] == before["networks"][0]["plans"]
    assert after["rounds"] == before["rounds"]
    assert len(after["networks"][0]["memberships"]) == 3
    assert sorted(person["name"] or "" for person in after["people"]) == ["", "Bo", "Mia"]
    assert {found for (found,) in db_session.execute(select(NoteRevision.saved_by_id))} == {None}
    assert {found for (found,) in db_session.execute(select(Submission.submitted_by_id))} == {None}


def test_two_networks_no_longer_tell_that_it_was_the_same_person(
    db_session: scoped_session[Session], network: Network
) -> None:
    person = Person(name="Mia")
    db_session.add(person)
    for found in (network, make.make_network(network.programme, "alby")):
        make.join(found, person, Role.MEMBER, Perspective.CARER)
    services.erase_person(person)
    people = list(db_session.scalars(select(Membership.person_id)))
    assert len(set(people)) == 2
    assert all(membership.left_at for membership in db_session.scalars(select(Membership)))


def test_what_an_account_has_done_is_erased_with_nobody_elses(
    db_session: scoped_session[Session], network: Network, leader: Account, deputy: Account
) -> None:
    make.write(network, deputy, "Bron är hal.", number=2, question="first")
    queue_mail("welcome", deputy.email, person_id=deputy.person_id)
    issue_token("reset", deputy.id)
    db_session.commit()
    services.erase_person(leader.person)
    db_session.expire_all()
    kept = kept_of(deputy.person)
    assert [(text.kind, text.count) for text in kept.texts] == [("notes", 1)]
    assert (len(kept.mails), len(kept.links)) == (1, 1)
    assert account_of("bo@example.invalid")


def test_the_accounts_of_the_demo_stay(client: Visitor, db_session: scoped_session[Session]) -> None:
    shared = add_account("nka@demo.invalid", "Nka", None, staff=True)
    db_session.commit()
    make.sign_in(client, shared)
    assert "Demons konton" in client.post(f"{HOME}/radera", data={"sure": "y"}).text
    with pytest.raises(services.DemoPerson):
        services.erase_person(shared.person)
    assert account_of("nka@demo.invalid")


def erase(app: Flask, *arguments: str, input: str | None = None) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["user", "erase", *arguments], input=input)
    return result.exit_code, result.output


def test_the_command_asks_and_erases(
    app: Flask, db_session: scoped_session[Session], leader: Account, deputy: Account
) -> None:
    code, said = erase(app, "Kerstin@example.invalid", input="n\n")
    assert code == 1
    assert "går inte att ångra" in said
    assert account_of("kerstin@example.invalid")
    assert erase(app, "kerstin@example.invalid", "--yes") == (0, "Personen är raderad.\n")
    assert account_of("kerstin@example.invalid") is None


def test_the_command_says_why_it_refuses(app: Flask, db_session: scoped_session[Session], leader: Account) -> None:
    assert erase(app, "ingen@example.invalid", "--yes") == (1, "Det finns inget konto med den e-postadressen.\n")
    code, said = erase(app, "kerstin@example.invalid", "--yes")
    assert (code, said) == (1, "Lämna över först. Ingen annan leder: Ekby. Lägg till någon med bln user add.\n")
    add_account("nka@demo.invalid", "Nka", None, staff=True)
    db_session.commit()
    assert erase(app, "nka@demo.invalid", "--yes") == (1, "Demons konton går inte att radera.\n")


def test_leaving_is_at_the_time_it_happens(db_session: scoped_session[Session], network: Network) -> None:
    membership = make.join(network, make.make_account("mia").person, Role.MEMBER)
    before = utcnow()
    services.withdraw(membership)
    assert membership.left_at
    assert before <= membership.left_at <= utcnow()


@pytest.fixture
def mia(network: Network, leader: Account, deputy: Account) -> Membership:
    """Mia, who was invited by mail and said yes, and has got a digest."""
    who = Invited("Mia", "mia@example.invalid", (Perspective.CARER,), "Ekbyföreningen")
    (asked,) = invite(network, [who])
    membership = accept(asked, consents=True)
    queue_notice(membership.person_id, "mia@example.invalid", "summary_shared", _parameters(network))
    make.db.session.commit()
    (digest,) = make.db.session.scalars(select(Mail).where(Mail.kind == "digest"))
    write_letter(digest)
    make.db.session.commit()
    return membership


def _parameters(network: Network) -> dict[str, str]:
    return {"meeting": str(make.meeting_of(network).id)}


def test_who_came_by_a_link_reads_the_same_of_herself(client: Visitor, mia: Membership) -> None:
    make.sign_in(client, MemberUser(mia))
    invite(mia.network, [Invited("M", "mia@example.invalid", (Perspective.CARER,), "Röda Korset")])
    page = client.get(HOME).text
    for kept in ("Mia", "mia@example.invalid", "Ekbyföreningen", "Via länk den ", "Firefox på Linux", "Röda Korset"):
        assert kept in page, kept
    assert "/konto" not in page, "there is no account to manage"
    assert [mail.kind for mail in kept_of(mia.person).mails] == ["invitation", "member_link", "digest"]


def test_who_came_by_a_link_leaves_with_the_name_the_link_and_the_consent(
    client: Visitor, db_session: scoped_session[Session], mia: Membership
) -> None:
    link = personal_link(mia).partition("8000")[2]
    db_session.commit()
    make.sign_in(client, MemberUser(mia))
    assert "Din länk slutar gälla" in client.get(f"{HOME}/lamna/ekby").text
    assert client.post(f"{HOME}/lamna/ekby", data={"sure": "y"}).location == HOME
    assert client.get(HOME).location.startswith("/logga-in")
    assert client.post(link).status_code == 404
    db_session.expire_all()
    assert (mia.person.name, mia.person.email, mia.organisation) == (None, None, None)
    assert db_session.scalars(select(Consent.withdrawn_at)).one()
    assert list(db_session.scalars(select(SignedIn).where(SignedIn.membership_id.is_not(None)))) == []


def test_after_erasing_who_came_by_a_link_no_row_names_her_or_points_there(
    client: Visitor, db_session: scoped_session[Session], mia: Membership
) -> None:
    keys = [str(mia.person_id), mia.person_id.hex]
    make.sign_in(client, MemberUser(mia))
    assert "mia@example.invalid" in everything(db_session)
    assert client.post(f"{HOME}/radera", data={"sure": "y"}).location == "/logga-in"
    db_session.expire_all()
    rows = everything(db_session)
    assert not re.search(r"\bmia\b|ekbyföreningen", rows, re.IGNORECASE)
    pointing = [row for row in rows.splitlines() if any(key in row for key in keys)]
    assert len(pointing) == 1, "the line of the log that she was erased"
    assert mia.left_at


def test_erasing_takes_open_invitations_to_the_address_back(
    db_session: scoped_session[Session], network: Network, leader: Account, deputy: Account
) -> None:
    other = make.make_network(network.programme, "alby")
    (asked,) = invite(other, [Invited("Kerstin i Ekby", leader.email, (Perspective.CARER,))])
    services.erase_person(leader.person)
    db_session.expire_all()
    assert (asked.state, asked.name, asked.email) == (InvitationState.WITHDRAWN, "", None)
    assert not re.search("kerstin", everything(db_session), re.IGNORECASE)
