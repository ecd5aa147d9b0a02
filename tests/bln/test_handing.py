"""A plan is handed in as an immutable version, sent to each body, and answered by each for itself."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bln.clock import today, utcnow
from bln.db import db
from bln.handing import services
from bln.handing.answering import MOST_WAITING, DecisionFacts, record_decision
from bln.handing.models import HandIn, PlanDecision, PlanEndorsement, PlanPaper, PlanVersion
from bln.handing.papers import FINGERPRINT, adoption_of, document_of, own_text
from bln.handing.queries import papers_for, versions_of
from bln.handing.reminding import remind_of_plans
from bln.mail.letters import write_letter
from bln.mail.models import Mail, MailState, Notice
from bln.mail.smtp import make_message, read_sender
from bln.networks.models import Network, ReceivingBody
from bln.people.models import Account
from bln.plans.services import write_row
from exports.word import render_word
from meetings.plan_check import text_fingerprint
from meetings.plan_content import Action, Arena, Measure, Proposal
from meetings.plan_version import Outcome
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

PLAN = "/natverk/ekby/plan"
WAY = f"{PLAN}/vag"
ARENAS = {"Ekby kommun": Arena.MUNICIPALITY, "Region Ek": Arena.REGION, "Cykelfrämjarna": Arena.CIVIL_SOCIETY}


@pytest.fixture
def bodies(network: Network, leader: Account) -> list[ReceivingBody]:
    """Three bodies, with three actions of the municipality, two of the region and one of civil society."""
    network.bodies = [
        ReceivingBody(position=n, name=name, arena=arena) for n, (name, arena) in enumerate(ARENAS.items(), start=1)
    ]
    db.session.commit()
    for arena, count in zip(ARENAS.values(), (3, 2, 1), strict=True):
        for n in range(count):
            row = Action(f"{arena}-{n}", f"Insats {n} {arena}", arena=arena)
            write_row(network, 0, "actions", row, leader)
        write_row(network, 0, "proposals", Proposal(f"p-{arena}", f"Planen antas av {arena}.", arena), leader)
    return network.bodies


@pytest.fixture
def version(network: Network, bodies: list[ReceivingBody], leader: Account) -> PlanVersion:
    """The plan, handed in."""
    return services.make_version(network, "", leader)


def words_of(version: PlanVersion, body: ReceivingBody) -> str:
    return "\n".join(own_text(render_word(document_of(papers_for(version, body.id)[0]))).paragraphs)


def decide(client: Visitor, body: ReceivingBody, version: int = 1, **changes: str) -> Any:
    data = {"decided_by": "Nämnden", "decided_on": today().isoformat(), "outcome": "approved", "paragraph": "42"}
    return client.post(f"{PLAN}/version/{version}/{body.id}/beslut", data=data | changes)


def test_the_first_version_asks_for_no_reason_and_the_next_one_does(
    client: Visitor, network: Network, leader: Account, bodies: list[ReceivingBody]
) -> None:
    assert "Varför lämnar ni in" not in client.get(f"{PLAN}/lamna-in").text
    assert client.post(f"{PLAN}/lamna-in").location == WAY
    refused = client.post(f"{PLAN}/lamna-in", data={"reason": ""})
    assert (refused.status_code, "Skriv vad som är ändrat" in refused.text) == (422, True)
    same = client.post(f"{PLAN}/lamna-in", data={"reason": "Nytt"})
    assert "Inget är ändrat sedan den senaste versionen" in same.text
    write_row(network, 0, "actions", Action("ny", "Ännu en", arena=Arena.REGION), leader)
    assert client.post(f"{PLAN}/lamna-in", data={"reason": "Regionen har mer"}).location == WAY
    assert [(each.version, each.reason) for each in versions_of(network)] == [(2, "Regionen har mer"), (1, "")]


def test_a_version_stays_as_it_was_whatever_is_written_later(
    network: Network, leader: Account, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    before = words_of(version, bodies[0])
    write_row(network, 0, "actions", Action("sen", "Tillagd sent", arena=Arena.MUNICIPALITY), leader)
    bodies[0].name = "Nya kommunen"
    network.place = "Nyby"
    db.session.commit()
    assert words_of(version, bodies[0]) == before


def test_without_a_receiver_nothing_is_handed_in(client: Visitor, network: Network, leader: Account) -> None:
    answer = client.post(f"{PLAN}/lamna-in")
    assert (answer.status_code, "Ingen är vald som ska få planen" in answer.text) == (422, True)


def test_each_body_gets_its_own_actions_alone(version: PlanVersion, bodies: list[ReceivingBody]) -> None:
    for body, arena, count in zip(bodies, ARENAS.values(), (3, 2, 1), strict=True):
        told = set(re.findall(r"Insats \d (\w+)", words_of(version, body)))
        assert told == {str(arena)}
        assert len(set(re.findall(rf"Insats \d {arena}", words_of(version, body)))) == count


def test_a_paper_carries_the_fingerprint_of_its_own_text(version: PlanVersion) -> None:
    for paper in db.session.scalars(select(PlanPaper)):
        text = own_text(render_word(document_of(paper)))
        assert text.properties[FINGERPRINT] == paper.fingerprint == text_fingerprint(text.paragraphs, paper.fingerprint)


def test_a_plan_goes_to_the_registry_as_files_made_when_it_is_sent(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    body, here = bodies[0], f"{PLAN}/mottagare/{bodies[0].id}"
    assert client.post(f"{here}/skicka").location == f"{here}/adress"
    wrong = client.post(f"{here}/adress", data={"registry_address": "registrator"})
    assert (wrong.status_code, 'value="registrator"' in wrong.text) == (422, True)
    client.post(f"{here}/adress", data={"registry_address": "registrator@ekby.invalid", "sits_on": "2027-03-14"})
    client.post(f"{here}/skicka", data={"version": "1"})
    client.post(f"{here}/skicka", data={"version": "1"})
    [row] = db.session.scalars(select(HandIn))
    mail = db.session.get_one(Mail, row.id)
    assert (mail.address, row.body_id) == ("registrator@ekby.invalid", body.id)
    with client.application.test_request_context():
        letter = write_letter(mail)
        message = make_message(str(mail.id), mail.address, letter, read_sender("N <n@example.invalid>"))
    assert message["Reply-To"] == leader.email
    files = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    plan = files["ekby-ekby-kommun-lokal-plan-version-1.docx"]
    assert "Insats 0 municipality" in "\n".join(own_text(plan).paragraphs)
    assert "skickas till" in client.get(WAY).text


def test_a_version_that_is_not_the_newest_is_not_sent_by_mistake(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    bodies[0].registry_address = "registrator@ekby.invalid"
    db.session.commit()
    assert client.post(f"{PLAN}/mottagare/{bodies[0].id}/skicka", data={"version": "7"}).status_code == 409


def test_an_address_that_bounces_is_told_with_what_to_do(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    bodies[0].registry_address = "fel@ekby.invalid"
    db.session.commit()
    row = services.send_to_registry(version, bodies[0], leader)
    db.session.get_one(Mail, row.id).state = MailState.DEAD
    db.session.commit()
    page = client.get(WAY).text
    assert "Brevet till fel@ekby.invalid kom inte fram" in page
    assert "Ring registratorn" in page
    again = services.send_to_registry(version, bodies[0], leader)
    db.session.get_one(Mail, again.id).state = MailState.SENT
    db.session.commit()
    assert "skickad till" in client.get(WAY).text
    client.post(f"{PLAN}/mottagare/{bodies[0].id}/retur/{again.id}")
    client.get(WAY)
    assert client.get(WAY).text.count("kom inte fram") == 2
    services.hand_in_by_hand(version, bodies[0].id, leader)
    assert "inlämnad på annat sätt" in client.get(WAY).text


def test_a_link_shows_its_body_the_plan_and_every_other_link_nothing(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    stranger = client.application.test_client()
    page = client.post(f"{PLAN}/mottagare/{bodies[1].id}/lank").text
    secret = re.findall(r"/planlank/([\w-]+)", page)[0]
    for _ in range(2):
        shown = stranger.get(f"/planlank/{secret}")
        assert "Insats 1 region" in shown.text
        assert "municipality" not in shown.text
    assert stranger.get(f"/planlank/{secret}/lokal-plan.docx").status_code == 200
    guessed = stranger.get("/planlank/gissad")
    client.post(f"{PLAN}/mottagare/{bodies[1].id}/lank/dra-in")
    revoked = stranger.get(f"/planlank/{secret}")
    assert (guessed.status_code, revoked.status_code) == (404, 404)
    assert guessed.text == revoked.text
    for header in ("X-Robots-Tag", "Cache-Control", "Referrer-Policy"):
        assert shown.headers[header] == guessed.headers[header] == revoked.headers[header]
    assert (shown.headers["X-Robots-Tag"], shown.headers["Cache-Control"]) == (
        "noindex, nofollow",
        "private, no-store",
    )
    for part in ("", "/lokal-plan.docx", "/lokal-plan.pdf", "/insatser.csv", "/nagot.docx", "/beslut", "/stod"):
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            own, wrong = (stranger.open(f"/planlank/{each}{part}", method=method) for each in (secret, "gissad"))
            assert (own.status_code, own.text, own.headers) == (wrong.status_code, wrong.text, wrong.headers)
            assert own.status_code == 404 or method in ("POST", "OPTIONS")


def test_a_link_that_has_run_out_shows_nothing(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "LINK_LASTS", timedelta(seconds=-1))
    secret = services.make_link(version, bodies[0].id, leader)
    assert client.get(f"/planlank/{secret}").status_code == 404


def test_what_is_told_by_link_counts_when_who_leads_has_confirmed_it(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    stranger = client.application.test_client()
    secret = services.make_link(version, bodies[0].id, leader)
    data = {"decided_by": "Nämnden", "decided_on": today().isoformat(), "outcome": "approved"}
    assert "Tack" in stranger.post(f"/planlank/{secret}/beslut", data=data).text
    said = {"organisation": "Cykelfrämjarna", "function": "styrelsen", "given_on": today().isoformat()}
    stranger.post(f"/planlank/{secret}/stod", data=said)
    page = client.get(WAY).text
    assert "Ej bekräftad: Bifall" in page
    assert "antagen</span>" not in page
    assert db.session.scalars(select(Notice.what)).all() == ["plan_answered", "plan_answered"]
    [decision] = db.session.scalars(select(PlanDecision))
    [endorsement] = db.session.scalars(select(PlanEndorsement))
    client.post(f"{PLAN}/svar/beslut/{decision.id}/bekrafta")
    client.post(f"{PLAN}/svar/stod/{endorsement.id}/bekrafta")
    page = client.get(WAY).text
    assert "ej bekräftad" not in page.casefold()
    assert "antagen</span>" in page


def test_a_decision_before_its_version_is_refused_and_nothing_typed_is_lost(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    day = (today() - timedelta(days=1)).isoformat()
    answer = decide(client, bodies[0], decided_on=day, registration_number="SN 2027/1-<4> § &")
    assert answer.status_code == 422
    assert "före den dag då versionen lämnades in" in answer.text
    assert f'value="{day}"' in answer.text
    assert "SN 2027/1-&lt;4&gt; § &amp;" in answer.text


def test_a_second_decision_is_a_later_one_and_the_same_one_twice_is_refused(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    decide(client, bodies[0], outcome="tabled")
    assert "Det finns redan ett beslut" in client.get(f"{PLAN}/version/1/{bodies[0].id}/beslut").text
    assert "Det beslutet finns redan" in decide(client, bodies[0], outcome="tabled", extract="Annat").text
    assert decide(client, bodies[0]).status_code == 302
    page = client.get(WAY).text
    assert page.count("(tidigare beslut)") == 1
    assert "antagen</span>" in page


def test_a_referral_back_asks_for_a_new_version_that_tells_why(
    client: Visitor, network: Network, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    assert "Skriv vad som ska ändras" in decide(client, bodies[0], outcome="referred_back").text
    decide(client, bodies[0], outcome="referred_back", amendments="Kostnaden saknas.")
    assert "Kostnaden saknas." in client.get(f"{PLAN}/lamna-in").text
    client.post(f"{PLAN}/lamna-in", data={"reason": "Kostnaden är beräknad."})
    newest = versions_of(network)[0]
    assert "Kostnaden saknas." in words_of(newest, bodies[0])
    assert "Kostnaden saknas." not in words_of(newest, bodies[1])
    assert newest.returned.startswith("Nämnden, ")
    assert ", § 42: Kostnaden saknas." in newest.returned
    page = client.get(WAY).text
    assert "inte inlämnad" in page
    assert f"{PLAN}/version/1/{bodies[0].id}/lokal-plan" in page
    assert "Kostnaden saknas." not in client.get(f"{PLAN}/version/1/{bodies[0].id}/lokal-plan").text


def test_an_adopted_plan_is_a_paper_of_its_own_and_the_others_stay_proposals(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    decide(client, bodies[0], registration_number="SN 2027/00123-4")
    assert client.get(f"{PLAN}/version/1/{bodies[0].id}/antagen-plan.docx").status_code == 200
    assert client.get(f"{PLAN}/version/1/{bodies[1].id}/antagen-plan.docx").status_code == 404
    [decision] = db.session.scalars(select(PlanDecision))
    assert adoption_of(decision).paragraph == "42"
    client.post(f"{PLAN}/svar/beslut/{decision.id}/ta-bort")
    assert client.get(f"{PLAN}/version/1/{bodies[0].id}/antagen-plan.docx").status_code == 404
    client.post(f"{PLAN}/svar/beslut/{decision.id}/aterstall")
    assert client.get(f"{PLAN}/version/1/{bodies[0].id}/antagen-plan.docx").status_code == 200


def test_a_decision_leads_back_to_the_notes_and_a_note_on_to_the_decision(
    client: Visitor, network: Network, leader: Account, bodies: list[ReceivingBody]
) -> None:
    make.write(network, leader, "Bron först.", number=2, question="first")
    [area] = make.choose(network, leader, "En bro")
    make.submit(network, leader, number=2)
    [note] = make.write(network, leader, "Bygg den av trä.", number=3, question="way")
    make.submit(network, leader, number=3)
    scope = make.meeting_scope(network, 3)
    make.begin_draft(scope)
    theme = make.ThemeEdit(uuid.uuid4(), "way", "Av trä", about=uuid.UUID(area))
    make.save_sorting(scope, [theme], {note.id: theme.id})
    make.share(scope, leader)
    drafted = next(row for row in services.plan_to_hand_in(network).actions if row.sources)
    write_row(network, 0, "actions", Action(drafted.id, "Träbro", area, arena=Arena.MUNICIPALITY), leader)
    version = services.make_version(network, "", leader)
    facts = DecisionFacts("Nämnden", today(), Outcome.APPROVED, "7")
    decision = record_decision(version, bodies[0].id, facts, leader)
    trail = client.get("/natverk/ekby/mote/3/spar").text
    assert "Planen, version 1" in trail
    assert f"{PLAN}/beslut/{decision.id}" in trail
    back = client.get(f"{PLAN}/beslut/{decision.id}").text
    assert "Bygg den av trä." in back
    assert "/natverk/ekby/mote/3/spar?anteckning=1#n1" in back
    assert "Insats 0 region" not in back


def test_who_leads_is_reminded_once_of_each_day(
    client: Visitor, network: Network, leader: Account, bodies: list[ReceivingBody]
) -> None:
    bodies[0].hand_in_on = today() + timedelta(days=14)
    bodies[1].sits_on = today() + timedelta(days=7)
    bodies[2].hand_in_on = today() + timedelta(days=15)
    db.session.commit()
    assert (remind_of_plans(), remind_of_plans()) == (2, 0)
    bodies[1].sits_on = today() + timedelta(days=6)
    version = services.make_version(network, "", leader)
    services.hand_in_by_hand(version, bodies[2].id, leader)
    assert remind_of_plans(today() + timedelta(days=1)) == 1


def test_who_leads_is_reminded_of_a_plan_whose_mail_was_given_up(
    network: Network, version: PlanVersion, leader: Account, bodies: list[ReceivingBody]
) -> None:
    bodies[0].registry_address, bodies[0].hand_in_on = "registrator@ekby.invalid", today() + timedelta(days=14)
    db.session.commit()
    sent = services.send_to_registry(version, bodies[0], leader)
    assert remind_of_plans() == 0
    db.session.get_one(Mail, sent.id).state = MailState.DEAD
    bodies[0].hand_in_on = today() + timedelta(days=13)
    db.session.commit()
    assert remind_of_plans() == 1


def test_nobody_is_reminded_to_hand_in_what_a_body_has_adopted(
    network: Network, version: PlanVersion, leader: Account, bodies: list[ReceivingBody]
) -> None:
    bodies[0].hand_in_on = bodies[1].hand_in_on = today() + timedelta(days=14)
    db.session.commit()
    record_decision(version, bodies[0].id, DecisionFacts("Nämnden", today(), Outcome.APPROVED), leader)
    assert remind_of_plans() == 1


def test_staff_see_every_plan_and_find_those_that_are_late(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    bodies[1].hand_in_on = today() - timedelta(days=1)
    db.session.commit()
    record_decision(version, bodies[0].id, DecisionFacts("Nämnden", today(), Outcome.NOTED), leader)
    leader.staff = True
    db.session.commit()
    page = client.get("/program/cykla/planer").text
    assert "3 av 3 mottagare" in page
    assert "Noterar, Nämnden" in page
    late = client.get("/program/cykla/planer?lage=late").text
    assert "1 av 3 mottagare" in late
    assert "Region Ek" in late
    assert "Cykelfrämjarna</td>" not in late
    assert "Inget hittades" in client.get("/program/cykla/planer?q=finns+inte").text


def test_a_link_can_not_be_used_to_heap_up_answers(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    stranger = client.application.test_client()
    secret = services.make_link(version, bodies[0].id, leader)
    said = {"organisation": "Cykelfrämjarna", "function": "styrelsen", "given_on": today().isoformat()}
    link = f"/planlank/{secret}/stod"
    codes = [stranger.post(link, data=said | {"function": f"f{n}"}).status_code for n in range(MOST_WAITING + 2)]
    assert codes == [200] * MOST_WAITING + [422, 422]
    for answer in db.session.scalars(db.select(PlanEndorsement)).all():
        client.post(f"{PLAN}/svar/stod/{answer.id}/ta-bort")
    assert stranger.post(f"/planlank/{secret}/stod", data=said).status_code == 200, "what is taken away fills no place"


def test_a_link_to_a_body_that_the_network_has_taken_away_shows_nothing(
    client: Visitor, network: Network, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    secret = services.make_link(version, bodies[0].id, leader)
    assert client.application.test_client().get(f"/planlank/{secret}").status_code == 200
    network.bodies = [body for body in network.bodies if body.id != bodies[0].id]
    db.session.commit()
    assert client.application.test_client().get(f"/planlank/{secret}").status_code == 404


def test_the_page_asks_no_more_for_more_bodies_and_versions(
    client: Visitor, network: Network, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    with counted_selects() as few:
        client.get(WAY)
    with counted_selects() as trail:
        client.get("/natverk/ekby/mote/1/spar")
    network.bodies = [*bodies, *(ReceivingBody(position=n, name=f"B{n}", arena=Arena.REGION) for n in range(4, 9))]
    db.session.commit()
    newest = services.make_version(network, "Fler mottagare", leader)
    for body in network.bodies:
        services.hand_in_by_hand(newest, body.id, leader)
        record_decision(newest, body.id, DecisionFacts("Nämnden", today(), Outcome.NOTED), leader)
    with counted_selects() as many:
        client.get(WAY)
    with counted_selects() as longer:
        client.get("/natverk/ekby/mote/1/spar")
    assert (len(many), len(longer)) == (len(few), len(trail))


def test_who_hands_in_sees_it_among_her_own_data_and_a_signed_out_stranger_leaves_no_name(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    services.hand_in_by_hand(version, bodies[0].id, leader)
    record_decision(version, bodies[0].id, DecisionFacts("Nämnden", today(), Outcome.NOTED), leader)
    record_decision(version, bodies[1].id, DecisionFacts("Regionen", today(), Outcome.NOTED), None)
    page = client.get("/mina-uppgifter").text
    for kind in ("Inlämnade versioner av planen", "Inlämningar av planen till en mottagare", "svar på planen"):
        assert kind in page
    proposed = db.session.scalars(select(PlanDecision).where(PlanDecision.confirmed_at.is_(None))).one()
    assert proposed.submitted_by_id is None


def test_an_archived_programme_is_read_by_link_and_answered_no_more(
    client: Visitor, network: Network, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    secret = services.make_link(version, bodies[0].id, leader)
    network.programme.archived_at = utcnow()
    bodies[0].sits_on = today()
    db.session.commit()
    stranger = client.application.test_client()
    said = {"organisation": "Cykelfrämjarna", "function": "styrelsen", "given_on": today().isoformat()}
    assert stranger.get(f"/planlank/{secret}").status_code == 200
    assert stranger.post(f"/planlank/{secret}/stod", data=said).status_code not in (200, 302)
    assert db.session.scalars(select(PlanEndorsement)).all() == []
    assert remind_of_plans() == 0


def test_a_new_version_for_one_body_changes_nothing_for_another(
    client: Visitor, network: Network, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    """One has adopted the version and one is about to decide on it when a third refers it back."""
    adopted, deciding, returning = bodies
    stranger = client.application.test_client()
    for body in bodies:
        services.hand_in_by_hand(version, body.id, leader)
    links = [services.make_link(version, body.id, leader) for body in bodies]
    decide(client, adopted)
    decide(client, returning, outcome="referred_back", amendments="Kostnaden saknas.")
    client.post(f"{PLAN}/lamna-in", data={"reason": "Kostnaden är beräknad."})
    told = [stranger.get(f"/planlank/{secret}").text for secret in links]
    assert "§ 42" in told[0]
    assert "Förslag: planen" not in told[0]
    assert all("Version 1, inlämnad" in page and "Kostnaden är beräknad" not in page for page in told)
    page = client.get(WAY).text
    assert f"{PLAN}/version/1/{deciding.id}/beslut" in page, "it decides on what it has"
    assert "Har fått version 1, inte version 2." in page
    assert "Version 2, som inte är beslutad:" in page
    assert "/antagen-plan.pdf" in told[0]
    services.hand_in_by_hand(versions_of(network)[0], returning.id, leader)
    assert "Kostnaden är beräknad" in stranger.get(f"/planlank/{links[2]}").text
    assert f"{PLAN}/version/2/{returning.id}/beslut" in client.get(WAY).text
    assert "Skriv in beslutet på version 1" in client.get(f"{PLAN}/version/2/{returning.id}/beslut").text


def test_a_version_that_comes_back_when_there_is_a_newer_one_is_answered_by_the_next(
    client: Visitor, network: Network, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    decide(client, bodies[0], outcome="referred_back", amendments="Kostnaden saknas.")
    client.post(f"{PLAN}/lamna-in", data={"reason": "Kostnaden är beräknad."})
    decide(client, bodies[1], outcome="referred_back", amendments="Ansvaret saknas.")
    assert "väntar på ny version" in client.get(WAY).text
    leader.staff = True
    db.session.commit()
    assert "väntar på ny version" in client.get("/program/cykla/planer").text.split("<tbody")[1]
    client.post(f"{PLAN}/lamna-in", data={"reason": "Ansvaret är sagt."})
    newest = versions_of(network)[0]
    assert "Ansvaret saknas." in words_of(newest, bodies[1])
    assert "Kostnaden saknas." not in words_of(newest, bodies[0])
    assert "väntar på ny version" not in client.get(WAY).text


def test_who_presses_twice_has_answered_once(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    stranger = client.application.test_client()
    secret = services.make_link(version, bodies[0].id, leader)
    decision = {"decided_by": "Nämnden", "decided_on": today().isoformat(), "outcome": "approved", "paragraph": "42"}
    support = {"organisation": "Cykelfrämjarna", "function": "styrelsen", "given_on": today().isoformat()}
    for _ in range(2):
        assert "Tack" in stranger.post(f"/planlank/{secret}/beslut", data=decision).text
        assert "Tack" in stranger.post(f"/planlank/{secret}/stod", data=support).text
    assert "Ej bekräftad" in client.get(WAY).text
    for _ in range(2):
        assert decide(client, bodies[0]).location.startswith(WAY)
        client.post(f"{PLAN}/version/1/stod", data=support)
        client.post(f"{PLAN}/mottagare/{bodies[0].id}/sjalv", data={"version": "1"})
    page = client.get(WAY).text
    assert "ej bekräftad" not in page.casefold(), "what who leads writes in as well is confirmed"
    assert [len(db.session.scalars(select(kind)).all()) for kind in (PlanDecision, PlanEndorsement, HandIn)] == [1] * 3


def test_a_follow_up_before_the_decision_is_refused_at_its_field(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody]
) -> None:
    before = (today() - timedelta(days=1)).isoformat()
    answer = decide(client, bodies[0], follow_up_on=before, valid_until=before)
    assert answer.status_code == 422
    assert "Uppföljningen är före beslutet" in answer.text
    assert "Planen slutar gälla innan den är beslutad" in answer.text


def test_the_papers_of_two_bodies_with_one_registry_are_told_apart(
    client: Visitor, version: PlanVersion, bodies: list[ReceivingBody], leader: Account
) -> None:
    mails = []
    for body in bodies[:2]:
        body.registry_address = "registrator@ekby.invalid"
        db.session.commit()
        mails.append(db.session.get_one(Mail, services.send_to_registry(version, body, leader).id))
    with client.application.test_request_context():
        letters = [write_letter(mail) for mail in mails]
    assert letters[0].subject != letters[1].subject
    names = [{file.name for file in letter.attachments} for letter in letters]
    assert not names[0] & names[1]
    [head] = client.get(f"{PLAN}/version/1/{bodies[1].id}/lokal-plan.docx").headers.getlist("Content-Disposition")
    assert "ekby-region-ek-lokal-plan-version-1.docx" in head


def test_the_tables_of_a_body_hold_its_own_actions_and_the_indicators_and_no_sources(
    client: Visitor, network: Network, leader: Account, bodies: list[ReceivingBody]
) -> None:
    make.write(network, leader, "Bron först.", number=2, question="first")
    make.choose(network, leader, "En bro")
    write_row(network, 0, "measures", Measure("m", "Antal broar"), leader)
    version = services.make_version(network, "", leader)
    here = f"{PLAN}/version/{version.version}/{bodies[1].id}"
    actions = client.get(f"{here}/insatser.csv").data.decode("utf-8-sig")
    assert actions.count("Insats") - 1 == actions.count("region") == 2
    assert len(actions.splitlines()) == 3
    assert "Källor" not in actions
    assert "Antal broar" in client.get(f"{here}/indikatorer.csv").data.decode("utf-8-sig")
    assert client.get(f"{here}/indikatorer.xlsx").status_code == 200
    assert f"{here}/indikatorer.xlsx" in client.get(WAY).text
