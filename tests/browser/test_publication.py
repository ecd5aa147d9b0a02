"""Staff publish a report that all networks have answered for, a stranger reads it, and a withdrawal says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bln import create_app
from bln.db import db
from bln.networks.models import Programme
from bln.people.models import Account, Role
from bln.reports.answering import approve
from bln.reports.reconciling import answers_of, latest_version
from bln.reports.sending import reply_to
from meetings.reconciliation import AnswerKind, Outcome

PUBLICATION = "/program/hosten-2026/rapport/publicering"
HERE = "/rapporter/hosten-2026/1"


def answer_for_everybody(instance: Path) -> None:
    """Nka answers the remarks of the demo, and the networks that are silent approve."""
    app = create_app({"INSTANCE": str(instance), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{instance / 'bln.sqlite3'}"})
    with app.test_request_context(method="POST"):
        programme = db.session.scalars(select(Programme)).one()
        staff = db.session.scalar(select(Account).where(Account.staff).limit(1))
        version = latest_version(programme)
        assert staff
        assert version
        for answer in answers_of(version):
            if answer.kind is not AnswerKind.APPROVAL and answer.outcome is None:
                reply_to(answer, Outcome.KEPT, "Så sa flera nätverk.", (0, None), staff)  # type: ignore[arg-type]
        answered = {answer.network_id for answer in answers_of(version)}
        for network in programme.networks:
            if network.id not in answered:
                approve(version, network, Role.LEADER, staff)


@pytest.fixture(scope="module")
def instance(instance: Path) -> Path:
    """The demo with a report that can be published."""
    answer_for_everybody(instance)
    return instance


def test_a_report_is_published_read_and_withdrawn(page: Page, violations: Callable[[Page], list[str]]) -> None:
    page.goto("/")
    page.get_by_role("button", name="Gå in som Nka-medarbetare").click()
    page.goto("/program/hosten-2026/rapport/avstamning")
    page.get_by_role("link", name="Publicera rapporten").click()
    expect(page.get_by_text("Det här blir offentligt")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Publicera rapporten").click()
    expect(page.get_by_role("status")).to_contain_text("Vem som helst kan läsa den.")
    page.get_by_role("link", name="Läs rapporten").click()
    page.get_by_role("link", name="Visa anteckningarna bakom (bara Nka)").click()
    mark = page.locator("a.mark").first
    mark.click()
    expect(page.get_by_role("heading", name=mark.inner_text()).first).to_be_visible()
    page.get_by_role("button", name="Logga ut").click()

    page.goto("/rapporter")
    page.get_by_role("link", name="Nationell rapport").click()
    page.get_by_role("link", name="Läs rapporten").click()
    expect(page.get_by_role("link", name="Visa anteckningarna bakom")).to_have_count(0)
    page.get_by_label("Sök i rapporten").fill("avlösning")
    page.get_by_role("button", name="Sök").click()
    expect(page.locator("mark").first).to_have_text("avlösning", ignore_case=True)
    page.get_by_role("list").get_by_role("link", name="Resultat möte för möte").first.click()
    expect(page.get_by_role("heading", name="5 Resultat möte för möte")).to_be_visible()
    page.goto(HERE)
    for name in ("Hämta som PDF", "Hämta som Word"):
        with page.expect_download() as started:
            page.get_by_role("link", name=name).click()
        assert started.value.path().stat().st_size > 10_000
    for part in ("", "/resultat-mote-for-mote", "/sok?q=stöd", "/data", "/hela"):
        page.goto(HERE + part)
        assert violations(page) == [], part

    page.goto("/logga-in")
    page.get_by_role("button", name="Gå in som Nka-medarbetare").click()
    page.goto(PUBLICATION)
    page.get_by_role("link", name="Dra tillbaka utgåva 1").click()
    page.get_by_label("Varför dras utgåvan tillbaka?").fill("Ett antal var fel.")
    assert violations(page) == []
    page.get_by_role("button", name="Dra tillbaka utgåvan").click()
    expect(page.get_by_role("status")).to_contain_text("tillbakadragen")
    page.get_by_role("button", name="Logga ut").click()
    page.goto(HERE)
    expect(page.get_by_text("Skälet: Ett antal var fel.")).to_be_visible()
    assert violations(page) == []
    assert page.request.get(f"{HERE}/rapport.pdf").status == 410
