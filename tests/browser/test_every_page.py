"""Every address that gives a page is looked at by axe-core, on narrow and wide screens, in light and in dark.

The addresses are those of tests/bln/doors.py, so that a new one is looked at without being added here.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page, expect

from bln import create_app
from bln.calendar.mails import ANSWER
from bln.db import db
from bln.desk.queries import sortings_of
from bln.desk.scopes import Scope
from bln.desk.services import begin_draft
from bln.handing.queries import PLAN_LINK
from bln.networks.models import CompiledBy
from bln.people.sessions import begin_session
from bln.people.tokens import Link, issue_token
from bln.room.tool_queries import room_of
from bln.room.tools import Tool, switch, wall_secret
from bln.signing_in import COOKIE_KEY
from tests.bln import factories as make
from tests.bln.doors import DOORS, Door
from tests.bln.visitors import IN, Place, expected
from tests.bln.world import World, build_world, requests

MODE = CompiledBy.LEADERS
VISITORS = ("anonymous", "by link", "leader", "staff")
# What only programmes read, besides what has an extension in its address.
NO_PAGE = {"public.health", "again.show", "notes.changed", "tools.follow", "offline.take", "plan_look.logo"}
# Nothing is there until something is done: the test that does it looks at the page.
LOOKED_AT_IN = {
    "second_step.ask": "test_signing_in.py",
    "word.fetched": "test_fetching_notes.py",
    "closing.receipt": "test_closing.py",
    "phones.take_part": "test_phones.py",
    "arranging.cancel": "test_before_the_meeting.py",
    "arranging.merge": "test_before_the_meeting.py",
    "arranging.split": "test_before_the_meeting.py",
    "announcing.send": "test_before_the_meeting.py",
    "mail.outbox": "test_mail.py",
    "public.start": "test_the_leaders_way.py",
    "published.latest": "test_publication.py",
}
# Empties the first form where something must be written; says whether there is one.
EMPTIED = """() => {
  const form = document.querySelector(
    "main:not(:has([data-error-summary])) form[method=post]:has(:is([required], [aria-required=true]))"
  );
  for (const field of form?.querySelectorAll("input:not([type=hidden], [type=file]), textarea, select") ?? []) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else field.value = "";
  }
  form?.setAttribute("novalidate", "");
  form?.setAttribute("data-emptied", "");
  return form !== null;
}"""
NOWHERE = (  # a link that leads nowhere tells what one can do
    *(f"/{way}/gissad" for way in ("inbjudan", "min-sida", "logga-in/lank", "losenord/nytt", "planlank", "notiser")),
    "/vagg/gissad",
    f"/kommer/gissad/{uuid.UUID(int=1)}",
)
ELSE = ("/finns-inte", "/program/cykla/logg", "/underlag?q=finns+inte")  # unknown, refused, nothing found


@dataclass
class Pages:
    """What to look at: addresses by visitor, and the cookies of those who are signed in."""

    cookies: dict[str, str]
    addresses: dict[str, list[str]]


@pytest.fixture(scope="module")
def pages(instance: Path) -> Pages:
    """Content behind every address, in the database of the server."""
    app = create_app({"INSTANCE": str(instance), "DEMO": True})
    with app.app_context():
        world = build_world(MODE)
        network = world.networks[Place.OWN]
        make.meeting_of(network, 2).planned_at = datetime.fromisoformat("2027-01-26T13:00")
        themes = {"round": _theme(make.round_scope(network.programme)), "meeting": _theme(make.meeting_scope(network))}
        addresses = _addresses(app, world, themes)
        addresses["anonymous"] += NOWHERE
        addresses["leader"] += ELSE
        secrets = {name: begin_session(world.users[name], "Firefox på Linux") for name in VISITORS[1:]}
        db.session.commit()
        db.engine.dispose()
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer
    return Pages({name: serializer.dumps({COOKIE_KEY: secret}) for name, secret in secrets.items()}, addresses)


def _theme(scope: Scope) -> str:
    draft = begin_draft(scope)
    return scope.compile(scope.notes(), sortings_of(draft), 1).themes[0].id


def _addresses(app: Flask, world: World, themes: dict[str, str]) -> dict[str, list[str]]:
    """For each visitor the pages to look at: what a guest and a leader may see, else staff; open ones once."""
    found: dict[str, list[str]] = {name: [] for name in VISITORS}
    secret = _by_secret(world)
    for name, method, address in requests(app, world, Place.OWN):
        endpoint, _, scope = name.partition(" of a ")
        if method != "GET" or endpoint in NO_PAGE | set(LOOKED_AT_IN) or "." in address:
            continue
        if DOORS[name] is Door.SECRET:
            found["anonymous"].append(secret[endpoint])
        for visitor in _visitors(DOORS[name]):
            if endpoint.startswith("themes."):
                found[visitor].append(f"{address}?tema={themes[scope]}")
            else:
                found[visitor].append(address)
            if visitor == "leader" and "/mote/1" in address:
                found[visitor].append(address.replace("/mote/1", "/mote/2"))  # still open, and nothing written
    return found


def _visitors(door: Door) -> list[str]:
    if door in (Door.OPEN, Door.DEMO):
        return ["anonymous"]
    inside = [name for name in VISITORS if expected(door, name, Place.OWN, MODE) is IN]
    return [name for name in inside if name != "staff"] or inside


def _by_secret(world: World) -> dict[str, str]:
    """The pages that a secret opens, by endpoint; it is made as in the mail or on the screen that tells it."""
    network, leader = world.networks[Place.OWN], world.users["leader"]
    guest = world.users["by link"].membership
    meeting = make.meeting_of(network, 2)
    switch(meeting, Tool.WALL, "first", uuid.uuid4(), on=True)
    plan = f"/planlank/{issue_token(PLAN_LINK, network.bodies[0].id)}"
    return {
        "links.sign_in": f"/logga-in/lank/{issue_token(Link.SIGN_IN, leader.id)}",
        "links.reset": f"/losenord/nytt/{issue_token(Link.RESET, leader.id)}",
        "answers.by_link": f"/kommer/{issue_token(ANSWER, guest.id)}/{meeting.id}",
        "wall.show": f"/vagg/{wall_secret(room_of(meeting))}",
        "mail.notices": f"/notiser/{issue_token('notices', guest.person_id)}",
        "plan_link.show": plan,
        "plan_link.decide": f"{plan}/beslut",
        "plan_link.endorse": f"{plan}/stod",
    }


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_and_what_it_says_of_an_empty_form_can_be_used_by_everyone(
    browser: Browser, live_server: str, pages: Pages, violations: Callable[[Page], list[str]], visitor: str
) -> None:
    context = browser.new_context(base_url=live_server, locale="sv-SE", timezone_id="Europe/Stockholm")
    if visitor in pages.cookies:
        context.add_cookies([{"name": "session", "value": pages.cookies[visitor], "url": live_server}])
    page, faults = context.new_page(), {}
    for address in pages.addresses[visitor]:
        page.goto(address)
        reached = page.url.removeprefix(live_server)
        faults[address] = violations(page) if reached == address else [f"leads to {reached}"]
        if page.evaluate(EMPTIED):
            with page.expect_navigation():
                page.evaluate("document.querySelector('form[data-emptied]').requestSubmit()")
            expect(page.locator("[data-error-summary]"), address).to_be_focused()
            faults[f"{address}, left empty"] = violations(page)
    context.close()
    assert {at: found for at, found in faults.items() if found} == {}


def test_what_is_left_to_other_tests_is_looked_at_there() -> None:
    assert {name.partition(" of a ")[0] for name in DOORS} >= NO_PAGE | set(LOOKED_AT_IN)
    for file in LOOKED_AT_IN.values():
        assert "violations(" in Path(__file__).with_name(file).read_text("utf-8"), file
