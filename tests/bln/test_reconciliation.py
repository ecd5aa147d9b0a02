"""A report is sent to the networks, each answers as one, Nka answers each, and nothing is published before that."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.audit.models import AuditAction, AuditEntry
from bln.clock import today, utcnow
from bln.mail.letters import Outdated, write_letter
from bln.mail.models import Mail, Notice
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.reports import answering, sending
from bln.reports.mails import report_replied
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.reconciling import answers_of, latest_version, missing_of, settled_of
from bln.reports.text import draft_of
from bln.reports.writing import write_passage
from meetings.reconciliation import AnswerKind, LackingKind
from meetings.report_text import ReportChapter, Written
from tests.bln import factories as make
from tests.bln.visitor import Visitor

BOARD = "/program/cykla/rapport/avstamning"
OWN = "/natverk/ekby/rapport"
SOON = timedelta(days=10)
Browser = Visitor


@pytest.fixture
def staff(network: Network) -> Account:
    """Staff, when one of two networks has handed in and its round is shared."""
    account = make.make_account("staff", staff=True)
    make.make_network(network.programme, "alby")
    notes = make.write(network, account, "Bron är smal.")
    make.submit(network, account)
    scope = make.round_scope(network.programme)
    make.sort(scope, "stops", "Bron", [note.id for note in notes])
    make.share(scope, account)
    return account


@pytest.fixture
def nka(client: Visitor, staff: Account) -> Browser:
    """The browser of staff."""
    browser = client.application.test_client()
    make.sign_in(browser, staff)
    assert isinstance(browser, Visitor)
    return browser


@pytest.fixture
def version(network: Network, leader: Account, staff: Account) -> ReportVersion:
    """A version that waits for answers."""
    return sending.send_version(network.programme, "", today() + SOON, staff)


def close(version: ReportVersion, session: scoped_session[Session]) -> None:
    version.answer_by = today() - timedelta(days=1)
    session.commit()


def remark(client: Visitor, passage: str = "sammanfattning", kind: str = "forslag", **more: str) -> Any:
    return client.post(f"{OWN}/synpunkt/{passage}/{kind}", data={"text": "Vi cyklar alla.", **more})


def standing(version: ReportVersion, network: Network) -> list[tuple[AnswerKind, str]]:
    return [(answer.kind, answer.text) for answer in answers_of(version, network)]


def waiting(version: ReportVersion, network: Network) -> ReportAnswer:
    [answer] = [answer for answer in answers_of(version, network) if answer.outcome is None]
    return answer


def test_no_leader_sees_the_report_before_it_is_sent(client: Visitor, leader: Account, staff: Account) -> None:
    assert client.get("/program/cykla/rapport").status_code == 403
    assert client.get(OWN).status_code == 404
    assert client.get(f"{OWN}/hela.docx").status_code == 404
    assert "Den nationella rapporten" not in client.get("/natverk/ekby").text


def test_staff_send_the_report_with_a_last_day_and_every_leader_gets_a_mail(
    nka: Visitor, network: Network, leader: Account, staff: Account, db_session: scoped_session[Session]
) -> None:
    day = today() + SOON
    assert nka.post(f"{BOARD}/skicka", data={"answer_by": day.isoformat()}).location == BOARD
    sent = latest_version(network.programme)
    assert sent
    assert (sent.version, sent.reason, sent.answer_by) == (1, "", day)
    [mail] = db_session.scalars(select(Mail).where(Mail.kind == "report"))
    assert mail.address == leader.email
    letter = write_letter(mail)
    assert "/natverk/ekby/rapport" in letter.text
    assert "Bron" not in letter.text, "a mail holds nothing of the report"


@pytest.mark.parametrize("day", [date(2026, 1, 1).isoformat(), "snart", ""])
def test_a_last_day_that_is_none_is_refused(nka: Visitor, network: Network, day: str) -> None:
    assert nka.post(f"{BOARD}/skicka", data={"answer_by": day}).status_code == 422
    assert latest_version(network.programme) is None


def test_what_was_sent_never_changes_and_a_new_version_has_a_reason(
    client: Visitor, nka: Visitor, network: Network, staff: Account, version: ReportVersion
) -> None:
    again = {"answer_by": (today() + SOON).isoformat(), "reason": "Nytt"}
    assert "likadan" in nka.post(f"{BOARD}/skicka", data=again).text
    write_passage(network.programme, 0, Written("summary", ReportChapter.SUMMARY, text="Ett nytt ord."), staff)
    assert "Ett nytt ord." not in client.get(f"{OWN}/hela").text
    assert "Skriv varför" in nka.post(f"{BOARD}/skicka", data=again | {"reason": ""}).text
    nka.post(f"{BOARD}/skicka", data=again)
    assert "Ett nytt ord." in client.get(f"{OWN}/hela").text
    assert "Varför den kom: Nytt" in client.get(OWN).text


def test_leaders_read_what_concerns_their_network_first_and_never_a_note(
    client: Visitor, version: ReportVersion
) -> None:
    page = client.get(OWN).text
    own, _, others = page.partition("Resten av rapporten")
    assert "<h3>Bron</h3>" in own
    assert "<h3>Bron</h3>" not in others
    assert "Att fler ska kunna cykla." in others
    for shown in (page, client.get(f"{OWN}/hela").text, client.get(f"{OWN}/hela.md").text):
        assert "Bron är smal." not in shown
    assert client.get(f"{OWN}/hela.docx").headers["Content-Disposition"].endswith("cykla-rapport-avstamning-1.docx")


def test_a_network_approves_of_all_with_one_click(client: Visitor, network: Network, version: ReportVersion) -> None:
    assert "Godkänn allt" in client.get(OWN).text
    assert "Läs och svara" in client.get("/natverk/ekby").text
    for _ in range(2):
        assert client.post(f"{OWN}/godkann").location == OWN
    assert standing(version, network) == [(AnswerKind.APPROVAL, "")]
    assert "Ni har godkänt rapporten." in client.get(OWN).text
    assert "Läs och svara" not in client.get("/natverk/ekby").text


def test_leader_and_deputy_answer_as_one_and_all_they_said_is_kept(
    client: Visitor, network: Network, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    client.post(f"{OWN}/godkann")
    other = client.application.test_client()
    make.sign_in(other, make.make_leader(network, "biträdet", Role.DEPUTY))
    remark(other, kind="invandning", text="Nej.")
    assert standing(version, network) == [(AnswerKind.OBJECTION, "Nej.")]
    remark(client)
    assert standing(version, network) == [(AnswerKind.PROPOSAL, "Vi cyklar alla.")]
    assert "från nätverksledaren" in client.get(OWN).text
    roles = db_session.scalars(select(ReportAnswer.role).order_by(ReportAnswer.given_at))
    assert list(roles) == [Role.LEADER, Role.DEPUTY, Role.LEADER]


def test_no_other_network_sees_or_touches_a_remark(
    client: Visitor, network: Network, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    remark(client, kind="invandning", text="Bara för Nka.", may_print="y")
    key = waiting(version, network).id
    alby = next(other for other in network.programme.networks if other.slug == "alby")
    other = client.application.test_client()
    assert isinstance(other, Visitor)
    for address in (OWN, f"{OWN}/hela.docx"):
        assert other.get(address).location.startswith("/logga-in"), "the address in the letter opens nothing by itself"
    make.sign_in(other, make.make_leader(alby, "albys"))
    theirs = "/natverk/alby/rapport"
    for page in (theirs, f"{theirs}/hela", f"{theirs}/hela.md", f"{theirs}/synpunkt/sammanfattning/invandning"):
        assert "Bara för Nka." not in other.get(page).text
    assert other.post(f"{theirs}/synpunkt/{key}/ta-tillbaka").status_code == 404
    assert other.post(f"{OWN}/synpunkt/{key}/ta-tillbaka").status_code == 404
    assert other.get(f"{BOARD}/svara/{key}").status_code in (403, 404)
    assert waiting(version, network).text == "Bara för Nka."


def test_a_remark_is_changed_taken_back_and_the_rest_is_approved(
    client: Visitor, network: Network, version: ReportVersion
) -> None:
    remark(client)
    assert ">Vi cyklar alla.</textarea>" in client.get(f"{OWN}/synpunkt/sammanfattning/forslag").text.replace(
        "\r\n", ""
    )
    remark(client)
    [answer] = answers_of(version, network)
    client.post(f"{OWN}/synpunkt/{answer.id}/ta-tillbaka")
    assert standing(version, network) == []
    remark(client)
    client.post(f"{OWN}/godkann")
    assert standing(version, network) == [(AnswerKind.APPROVAL, "")]


@pytest.mark.parametrize(
    ("passage", "text", "said"),
    [
        ("sammanfattning", "", "Skriv vad ni vill säga."),
        ("syfte", "Att fler ska kunna cykla.", "Texten är likadan"),
        ("syfte", "811218-9876 cyklade.", "ser ut som ett personnummer"),
    ],
)
def test_what_is_wrong_in_a_remark_is_said(
    client: Visitor, version: ReportVersion, passage: str, text: str, said: str
) -> None:
    answer = remark(client, passage, text=text)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_proposal_begins_from_what_is_written(client: Visitor, version: ReportVersion) -> None:
    for kind, begun in (("forslag", True), ("invandning", False)):
        page = client.get(f"{OWN}/synpunkt/syfte/{kind}").text
        assert (">Att fler ska kunna cykla.</textarea>" in page.replace("\r\n", "")) is begun


def test_a_passage_that_is_not_in_the_report_can_not_be_answered(client: Visitor, version: ReportVersion) -> None:
    assert remark(client, "tema-finns-inte").status_code == 404


def test_when_the_time_is_over_silence_is_told_and_nobody_can_answer(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    assert nka.get(BOARD).text.count("har inte svarat än") == 2
    close(version, db_session)
    assert nka.get(BOARD).text.count("ej besvarat") == 2
    client.post(f"{OWN}/godkann")
    page = remark(client)
    assert "Det ni skrev är inte sparat" in page.text
    assert "Vi cyklar alla." in page.text
    assert standing(version, network) == []


def test_staff_take_a_proposal_and_the_passage_is_edited_in_the_same_step(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion
) -> None:
    remark(client)
    address = f"{BOARD}/svara/{waiting(version, network).id}"
    assert "Vi cyklar alla." in nka.get(address).text
    data = {"outcome": "changed", "wording": "Vi cyklar, alla.", "reply": "Tack.", "version": "0"}
    assert nka.post(address, data=data).location == f"{BOARD}#remarks"
    draft, settled = draft_of(network.programme), settled_of(version)
    assert [of.text.passages[0].text for of in (draft, settled)] == ["Vi cyklar, alla."] * 2
    assert "Vi cyklar, alla." in nka.get(f"{BOARD}/rapporten.md").text
    page = client.get(OWN).text
    assert "Nka har ändrat texten" in page
    assert "Nkas motivering: Tack." in page
    assert nka.post(address, data=data).status_code == 409, "answered once"


def test_a_colleagues_edit_is_not_overwritten_by_a_proposal(
    client: Visitor, nka: Visitor, network: Network, staff: Account, version: ReportVersion
) -> None:
    remark(client)
    address = f"{BOARD}/svara/{waiting(version, network).id}"
    write_passage(network.programme, 0, Written("summary", ReportChapter.SUMMARY, text="Kollegans."), staff)
    data = {"outcome": "changed", "wording": "Vi cyklar alla.", "version": "0"}
    answer = nka.post(address, data=data)
    assert answer.status_code == 409
    assert "Kollegans." in answer.text
    assert waiting(version, network), "and the remark still waits"
    assert nka.post(address, data=data | {"version": "1"}).status_code == 302


def test_a_refusal_has_a_reason_and_changes_nothing(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion
) -> None:
    remark(client)
    address = f"{BOARD}/svara/{waiting(version, network).id}"
    assert "Skriv varför texten står kvar" in nka.post(address, data={"outcome": "kept"}).text
    nka.post(address, data={"outcome": "kept", "reply": "Det stämmer inte överens."})
    assert draft_of(network.programme).text.passages[0].text == ""
    assert "Det stämmer inte överens." in client.get(OWN).text


def test_another_opinion_is_printed_only_where_the_network_lets_it(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion
) -> None:
    remark(client, kind="invandning", text="Så var det inte.")
    address = f"{BOARD}/svara/{waiting(version, network).id}"
    assert "avvikande" not in nka.get(address).text
    assert nka.post(address, data={"outcome": "dissent"}).status_code == 422
    remark(client, kind="invandning", text="Så var det inte.", may_print="y")
    address = f"{BOARD}/svara/{waiting(version, network).id}"
    nka.post(address, data={"outcome": "dissent"})
    text = nka.get(f"{BOARD}/rapporten.md").text
    assert "Nätverket i Ekby har en annan mening:" in text
    assert "Så var det inte." in text


def test_an_answer_of_nka_can_be_taken_back(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion
) -> None:
    remark(client)
    key = waiting(version, network).id
    nka.post(f"{BOARD}/svara/{key}", data={"outcome": "kept", "reply": "Nej."})
    nka.post(f"{BOARD}/svara/{key}/ta-tillbaka")
    assert waiting(version, network).reply == ""


def test_the_network_is_told_in_the_digest_that_nka_has_answered(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    remark(client)
    key = waiting(version, network).id
    nka.post(f"{BOARD}/svara/{key}", data={"outcome": "kept", "reply": "Nej."})
    [notice] = db_session.scalars(select(Notice).where(Notice.what == "report_replied"))
    told = report_replied(notice)
    assert told
    assert told.href.endswith("/natverk/ekby/rapport")
    nka.post(f"{BOARD}/svara/{key}/ta-tillbaka")
    assert report_replied(notice) is None


def test_a_publication_waits_for_all_or_for_an_exception_when_the_time_is_over(
    client: Visitor, nka: Visitor, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    client.post(f"{OWN}/godkann")
    assert [(each.kind, each.network) for each in missing_of(version)] == [(LackingKind.ANSWER, "alby")]
    assert nka.get(f"{BOARD}/undantag").status_code == 404, "there is time left"
    close(version, db_session)
    assert "Skriv varför." in nka.post(f"{BOARD}/undantag", data={"reason": ""}).text
    nka.post(f"{BOARD}/undantag", data={"reason": "Alby har lagt ner."})
    assert missing_of(version) == ()
    page = nka.get(BOARD).text
    assert "Rapporten kan publiceras." in page
    assert "Alby har lagt ner." in page
    nka.post(f"{BOARD}/undantag", data={"ta-bort": "1"})
    assert missing_of(version) != ()


def test_more_time_opens_the_answers_again(
    client: Visitor, nka: Visitor, network: Network, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    close(version, db_session)
    assert nka.post(f"{BOARD}/tid", data={"answer_by": "2020-01-01"}).status_code == 422
    nka.post(f"{BOARD}/tid", data={"answer_by": (today() + SOON).isoformat()})
    client.post(f"{OWN}/godkann")
    assert standing(version, network) == [(AnswerKind.APPROVAL, "")]


def test_those_who_are_silent_are_reminded_once_three_days_before(
    network: Network, leader: Account, version: ReportVersion, db_session: scoped_session[Session]
) -> None:
    alby = next(other for other in network.programme.networks if other.slug == "alby")
    silent = make.make_leader(alby, "albys")
    answering.approve(version, network, Role.LEADER, leader)
    assert sending.remind_of_reports() == 0, "there is time"
    before = utcnow() + SOON - timedelta(days=3)
    assert [sending.remind_of_reports(before) for _ in range(2)] == [1, 0]
    [mail] = db_session.scalars(select(Mail).where(Mail.kind == "report_reminder"))
    assert mail.address == silent.email
    assert "ej besvarat" in write_letter(mail).text
    answering.approve(version, alby, Role.LEADER, silent)
    with pytest.raises(Outdated):
        write_letter(mail)


def test_what_is_done_is_logged_by_codes(
    client: Visitor, nka: Visitor, version: ReportVersion, network: Network, db_session: scoped_session[Session]
) -> None:
    remark(client)
    nka.post(f"{BOARD}/svara/{waiting(version, network).id}", data={"outcome": "kept", "reply": "Nej."})
    logged = set(db_session.scalars(select(AuditEntry.action)))
    assert {AuditAction.REPORT_SENT, AuditAction.REPORT_ANSWERED, AuditAction.REPORT_REPLIED} <= logged
    assert "Rapporten, version 1" in nka.get("/program/cykla/logg").text


def test_own_data_tells_how_much_one_has_answered(client: Visitor, version: ReportVersion) -> None:
    remark(client)
    assert "Svar på en nationell rapport" in client.get("/mina-uppgifter").text
