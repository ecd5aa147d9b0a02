"""The data that pages are measured on: the demo, a meeting with many notes, and a programme with many networks."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from bln import create_app
from bln.clock import today
from bln.db import db, one_commit
from bln.demo.load import load_demo
from bln.networks.models import Meeting, Network, Programme
from bln.networks.services import add_network, add_programme
from bln.people.models import Account, Membership, Person, Role
from bln.people.services import DEMO_ROLES, account_of
from bln.room.models import Note
from bln.room.services import NoteContent, add_note
from bln.room.submitting import submit_notes
from bln.schema import upgrade
from meetings.programme import Perspective
from network_templates.loader import find_templates, load_template

FOUNDING = "nara_vard_anhoriga"
PROGRAMME = "matning"
NETWORK, MEETING = "almvik", 2
PAGE = f"/natverk/{NETWORK}/mote/{MEETING}/anteckningar"
NEWS = f"{PAGE}/nytt"
WORD_FILE = f"/natverk/{NETWORK}/mote/{MEETING}/guide.docx"
BOARD = f"/program/{PROGRAMME}"
TEXT = "Vi får vänta länge på svar när vi ringer, och den som svarar känner inte till hur det ser ut hemma hos oss."


def open_demo(instance: Path) -> Flask:
    """The application on the database in `instance`."""
    settings = {"INSTANCE": str(instance), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{instance / 'bln.sqlite3'}"}
    return create_app({**settings, "DEMO": True, "WTF_CSRF_ENABLED": False})


def fill(app: Flask) -> None:
    """Bring a new database up and load the demo."""
    with app.app_context():
        upgrade()
        load_demo()


def opened(number: int = MEETING) -> tuple[Network, Meeting, Account]:
    """The network that the demo's leader leads, one of its meetings, and the leader; in an application context."""
    network = db.session.scalars(select(Network).where(Network.slug == NETWORK)).one()
    return network, network.meetings[number - 1], _account("ledare")


def _account(role: str) -> Account:
    found = account_of(DEMO_ROLES[role])
    if found is None:
        raise LookupError(role)
    return found


def question_keys(network: Network, meeting: Meeting) -> list[str]:
    """The questions of a meeting, in order."""
    return [question.key for step in meeting.steps for question in network.programme.template.step(step).questions]


def write_notes(app: Flask, amount: int) -> None:
    """Fill the first question of the measured meeting up to so many notes."""
    with app.app_context(), one_commit():
        network, meeting, leader = opened()
        question = question_keys(network, meeting)[0]
        stored = db.session.scalar(select(func.count(Note.id)).where(Note.meeting_id == meeting.id)) or 0
        for number in range(stored, amount):
            content = NoteContent(question, f"{TEXT} ({number})", Perspective.CARER)
            add_note(network, meeting, uuid.uuid4(), content, leader)


def grow_programme(app: Flask, networks: int) -> None:
    """Let the measured programme hold so many networks, with members and a meeting that is handed in."""
    with app.app_context(), one_commit():
        programme = db.session.scalar(select(Programme).where(Programme.slug == PROGRAMME)) or add_programme(
            PROGRAMME, "Mätning", "våren", load_template(find_templates()[FOUNDING]), demo=True
        )
        staff = _account("nka")
        for number in range(len(programme.networks) + 1, networks + 1):
            _add_network(programme, number, staff)


def _add_network(programme: Programme, number: int, staff: Account) -> None:
    variant = programme.template.variants[0].key
    network = add_network(programme, f"ort-{number:04}", f"Ort {number}", "Region Mät", variant=variant)
    for perspective in Perspective:
        network.memberships.append(Membership(person=Person(), role=Role.MEMBER, perspective=perspective))
    meeting = network.meetings[0]
    meeting.planned_at = datetime.combine(today(), time(13))
    db.session.flush()
    content = NoteContent(question_keys(network, meeting)[0], TEXT, Perspective.CARER)
    add_note(network, meeting, uuid.uuid4(), content, staff)
    submit_notes(network, meeting, "", staff)


def selects(app: Flask, role: str, path: str) -> int:
    """How many SELECT statements the page asks for."""
    client = app.test_client()
    client.post("/demo/logga-in", data={"roll": role})
    client.get(path)  # templates and frozen guides are read once a process
    with _counted() as asked:
        status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} was answered with {status}")
    return len(asked)


@contextmanager
def _counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def remember(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
