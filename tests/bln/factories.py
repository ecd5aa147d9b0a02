"""A small invented programme about cycling to work, with networks, people, notes and summaries.

Everything is made by the services that people use, and committed: a request runs in a session of its own.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from bln.clock import utcnow
from bln.db import db
from bln.desk.models import SummaryVersion
from bln.desk.saving import ThemeEdit, save_sorting
from bln.desk.scopes import MeetingScope, RoundScope, Scope
from bln.desk.services import begin_draft, share_summary
from bln.networks.models import Meeting, Network, Programme, ReceivingBody
from bln.networks.services import add_network, add_programme
from bln.people.models import Account, Membership, Person, Role, User
from bln.people.services import add_account
from bln.people.sessions import begin_session
from bln.reports.models import Licence, Publication, ReportVersion
from bln.reports.reconciling import edition_of
from bln.room.concluding import save_outcome
from bln.room.models import Note, Submission
from bln.room.outcomes import latest_outcome
from bln.room.priorities import latest_priorities
from bln.room.prioritising import save_priorities
from bln.room.queries import latest_submission
from bln.room.reopening import reopen
from bln.room.services import NoteContent, add_note
from bln.room.submitting import submit_notes
from bln.signing_in import COOKIE_KEY
from meetings.outcome import Outcome
from meetings.plan_content import Arena
from meetings.priorities import Choice, Prioritisation
from meetings.programme import Gathers, Group, Perspective, Question, Step, Template, TimeBox, Variant
from meetings.snapshot import fingerprint, to_data
from meetings.votes import Candidate

PASSWORD = "en lång ramsa om cyklar"


def make_step(key: str, *questions: Question) -> Step:
    boxes = (TimeBox("Välkommen", 10), *(TimeBox(q.title, 30, q.key) for q in questions), TimeBox("Slut", 10))
    return Step(key, f"Etapp {key}", f"Syfte {key}", f"Utgångspunkt {key}", questions, boxes)


CYCLING = Template(
    key="cycling",
    title="Cykla till jobbet",
    purpose="Att fler ska kunna cykla.",
    goal="En väg för alla.",
    group=Group(2, 4, (Perspective.CARER, Perspective.POLITICIAN)),
    rules_of_dialogue=("En i taget.",),
    steps=(
        make_step(
            "map",
            Question("works", "Det som går", "Vad går bra på vägen?", Gathers.STRENGTH),
            Question("stops", "Hinder", "Vad stoppar er på vägen?", Gathers.GAP),
        ),
        make_step("choose", Question("first", "Först", "Vad ska göras först?", Gathers.PRIORITY, (Gathers.GAP,))),
        make_step("ride", Question("way", "Sätt", "Hur går det till?", Gathers.HOW, (Gathers.PRIORITY,))),
    ),
    variants=(
        Variant("three", "Tre möten", (("map",), ("choose",), ("ride",))),
        Variant("two", "Två möten", (("map",), ("choose", "ride"))),
    ),
)


def make_programme(slug: str = "cykla", **settings: Any) -> Programme:
    programme = add_programme(slug, f"Cykla {slug}", "våren", CYCLING, **settings)
    db.session.commit()
    return programme


def make_network(programme: Programme, slug: str = "ekby", variant: str = "three") -> Network:
    network = add_network(programme, slug, slug.capitalize(), "Region Ek", variant=variant)
    db.session.commit()
    return network


def receive(network: Network, *bodies: tuple[str, Arena]) -> list[ReceivingBody]:
    """Let bodies (name and arena) receive the network's plan."""
    network.bodies = [
        ReceivingBody(id=uuid.uuid4(), position=n, name=name, arena=arena) for n, (name, arena) in enumerate(bodies)
    ]
    db.session.commit()
    return network.bodies


def make_account(name: str, *, staff: bool = False, password: str | None = None) -> Account:
    account = add_account(f"{name}@example.invalid", name.capitalize(), password, staff=staff)
    db.session.commit()
    return account


def join(network: Network, person: Person, role: Role, *perspectives: Perspective, left: bool = False) -> Membership:
    first, second = [*perspectives, None, None][:2]
    membership = Membership(
        network=network,
        person=person,
        role=role,
        perspective=first,
        second_perspective=second,
        left_at=utcnow() if left else None,
    )
    db.session.add(membership)
    db.session.commit()
    return membership


def make_leader(network: Network, name: str = "ledaren", role: Role = Role.LEADER) -> Account:
    account = make_account(name)
    join(network, account.person, role)
    return account


def meeting_of(network: Network, number: int = 1) -> Meeting:
    return network.meetings[number - 1]


def write(
    network: Network, by: Account, *texts: str, number: int = 1, question: str = "stops", **more: Any
) -> list[Note]:
    open_again(network, by, number=number)
    return [
        add_note(network, meeting_of(network, number), uuid.uuid4(), NoteContent(question, text, **more), by)
        for text in texts
    ]


def first_note(network: Network, number: int = 1) -> Note:
    """The first note of a meeting, as it stands in the database now."""
    query = select(Note).where(Note.meeting_id == meeting_of(network, number).id, Note.number == 1)
    return db.session.execute(query.execution_options(populate_existing=True)).scalar_one()


def open_again(network: Network, by: Account, *, number: int = 1, reason: str = "Något saknades.") -> None:
    """Open the notes of a meeting again, if they have been handed in."""
    meeting = meeting_of(network, number)
    last = latest_submission(meeting)
    if last:
        reopen(network, meeting, last.version, reason, by)


def conclude(network: Network, by: Account, *points: str, number: int = 1, **more: tuple[str, ...]) -> None:
    meeting = meeting_of(network, number)
    save_outcome(meeting, latest_outcome(meeting)[0], Outcome(points, **more), by)


def submit(network: Network, by: Account, *, number: int = 1, reason: str = "") -> Submission:
    return submit_notes(network, meeting_of(network, number), reason, by)


def choose(network: Network, by: Account, *titles: str, number: int = 2, reason: str = "") -> list[str]:
    """Choose areas that were in no summary, and give their ids."""
    meeting = meeting_of(network, number)
    open_again(network, by, number=number)
    ids = [str(uuid.uuid4()) for _ in titles]
    chosen = Prioritisation(
        tuple(Candidate(key, title) for key, title in zip(ids, titles, strict=True)),
        tuple(Choice(key, (key,), reason) for key in ids),
    )
    save_priorities(network, meeting, latest_priorities(meeting)[0], chosen, by)
    return ids


def meeting_scope(network: Network, number: int = 1) -> MeetingScope:
    return MeetingScope(network, meeting_of(network, number))


def sort(scope: Scope, question: str, title: str, note_ids: Iterable[uuid.UUID | str]) -> uuid.UUID:
    """Put notes of one question into a theme of their own; what the suggestions made of them goes away."""
    draft = begin_draft(scope)
    edits = [ThemeEdit(found.id, found.question, "", removed=True) for found in draft.themes]
    theme = ThemeEdit(uuid.uuid4(), question, title)
    placed = {uuid.UUID(str(note_id)): theme.id for note_id in note_ids}
    save_sorting(scope, [*edits, theme], placed)
    return theme.id


def share(scope: Scope, by: Account, reason: str = "") -> SummaryVersion:
    begin_draft(scope)
    return share_summary(scope, reason, by)


def round_scope(programme: Programme, step: str = "map") -> RoundScope:
    return RoundScope(programme, step)


def sign_in(client: FlaskClient, user: User) -> None:
    """Give a browser the session that signing in gives, without the wait for a password check."""
    secret = begin_session(user, "Firefox på Linux")
    db.session.commit()
    with client.session_transaction() as session:
        session[COOKIE_KEY] = secret


def publish(version: ReportVersion) -> Publication:
    """An edition of a version, whether or not it is ready."""
    content = to_data(edition_of(version))
    publication = Publication(
        programme=version.programme,
        report_version_id=version.id,
        version=1,
        title="Nationell rapport: Cykla",
        publisher="Nka",
        licence=Licence.CC_BY,
        content=content,
        fingerprint=fingerprint(content),
    )
    db.session.add(publication)
    db.session.commit()
    return publication
