"""What is asked about summaries: drafts, shared versions, and the facts of a round."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from bln.db import db
from bln.desk.models import DraftTheme, SortedNote, SummaryDraft, SummaryVersion, ThemeOwner
from bln.networks.models import Meeting, MeetingStep, Network, Programme
from bln.people.models import Account
from bln.room.models import Submission
from meetings.snapshot import from_data
from meetings.summary import Sorting, Summary


def draft_of(scope: Meeting | tuple[Programme, str]) -> SummaryDraft | None:
    """The draft of a meeting, or of a round given as programme and step, as it is stored, with all that lies in it."""
    query = select(SummaryDraft).options(selectinload(SummaryDraft.themes).selectinload(DraftTheme.notes))
    query = query.execution_options(populate_existing=True)
    if isinstance(scope, Meeting):
        return db.session.scalar(query.where(SummaryDraft.meeting_id == scope.id))
    programme, step = scope
    return db.session.scalar(query.where(SummaryDraft.programme_id == programme.id, SummaryDraft.step == step))


def revision_of(scope: Meeting | tuple[Programme, str], *, lock: bool = False) -> int | None:
    """The revision of a draft, alone, for one writer at a time if asked; None where nobody has begun."""
    query = select(SummaryDraft.revision)
    query = query.with_for_update() if lock else query
    if isinstance(scope, Meeting):
        return db.session.scalar(query.where(SummaryDraft.meeting_id == scope.id))
    programme, step = scope
    return db.session.scalar(query.where(SummaryDraft.programme_id == programme.id, SummaryDraft.step == step))


def sortings_of(draft: SummaryDraft) -> list[Sorting]:
    """A draft's themes as the rules read them."""
    return [
        Sorting(
            id=str(theme.id),
            question=theme.question,
            title=theme.title,
            note_ids=tuple(str(sorted_note.note_id) for sorted_note in theme.notes),
            text=theme.text,
            about=str(theme.about_id) if theme.about_id else None,
            differences=theme.differences,
            quotes=tuple(theme.quotes),
        )
        for theme in draft.themes
    ]


def shared_summaries(meeting_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Summary]:
    """The latest shared summary of each meeting that has one, by meeting id."""
    return {meeting_id: from_data(Summary, content) for meeting_id, content in _shared_contents(meeting_ids)}


def own_headings(meeting_ids: Sequence[uuid.UUID]) -> dict[str, str]:
    """The heading that each note lies under in its network's own shared summary, by note id."""
    return {
        source["note_id"]: theme["title"]
        for _, content in _shared_contents(meeting_ids)
        for theme in content["themes"]
        for source in theme["sources"]
    }


def _shared_contents(meeting_ids: Sequence[uuid.UUID]) -> list[tuple[uuid.UUID, dict[str, Any]]]:
    newest = (
        select(SummaryVersion.draft_id, func.max(SummaryVersion.version).label("version"))
        .join(SummaryDraft, SummaryDraft.id == SummaryVersion.draft_id)
        .where(SummaryDraft.meeting_id.in_(meeting_ids))
        .group_by(SummaryVersion.draft_id)
        .subquery()
    )
    query = (
        select(SummaryDraft.meeting_id, SummaryVersion.content)
        .join(SummaryVersion, SummaryVersion.draft_id == SummaryDraft.id)
        .join(
            newest,
            (newest.c.draft_id == SummaryVersion.draft_id) & (newest.c.version == SummaryVersion.version),
        )
    )
    return [(meeting_id, content) for meeting_id, content in db.session.execute(query) if meeting_id is not None]


def last_shared(meeting: Meeting) -> datetime | None:
    """When the summary of a meeting was last shared, if it has been."""
    query = select(func.max(SummaryVersion.shared_at)).join(SummaryDraft, SummaryDraft.id == SummaryVersion.draft_id)
    return db.session.scalar(query.where(SummaryDraft.meeting_id == meeting.id))


def shared_rounds(programme: Programme, steps: Sequence[str] | None = None) -> dict[str, Summary]:
    """The latest shared national summary of each round that has one, by step."""
    query = (
        select(SummaryDraft.step, SummaryVersion.content)
        .join(SummaryVersion, SummaryVersion.draft_id == SummaryDraft.id)
        .where(SummaryDraft.programme_id == programme.id)
        .order_by(SummaryVersion.version)
    )
    if steps is not None:
        query = query.where(SummaryDraft.step.in_(steps))
    return {step: from_data(Summary, content) for step, content in db.session.execute(query) if step is not None}


def shared_steps(programme: Programme) -> dict[str, datetime]:
    """The steps whose round has a shared national summary, with when it was last shared."""
    query = (
        select(SummaryDraft.step, func.max(SummaryVersion.shared_at))
        .join(SummaryVersion, SummaryVersion.draft_id == SummaryDraft.id)
        .where(SummaryDraft.programme_id == programme.id)
        .group_by(SummaryDraft.step)
    )
    return {step: moment for step, moment in db.session.execute(query) if step is not None}


def submitted_by_step(programme: Programme) -> dict[str, tuple[int, datetime]]:
    """How many networks have handed in each step, and when notes of it were last handed in."""
    networks = func.count(Meeting.network_id.distinct()).label("networks")
    query = (
        select(MeetingStep.step, networks, func.max(Submission.submitted_at).label("moment"))
        .join(Meeting, Meeting.id == MeetingStep.meeting_id)
        .join(Submission, Submission.meeting_id == Meeting.id)
        .join(Network, Network.id == Meeting.network_id)
        .where(Network.programme_id == programme.id)
        .group_by(MeetingStep.step)
    )
    return {row.step: (row.networks, row.moment) for row in db.session.execute(query)}


def handed_in(programme: Programme, step: str) -> list[str]:
    """The slugs of the networks that have handed in a meeting that covers the step."""
    query = (
        select(Network.slug)
        .where(Network.programme_id == programme.id)
        .where(
            exists().where(
                Meeting.network_id == Network.id,
                MeetingStep.meeting_id == Meeting.id,
                MeetingStep.step == step,
                Submission.meeting_id == Meeting.id,
            )
        )
        .order_by(Network.slug)
    )
    return list(db.session.scalars(query))


def cancelled(programme: Programme, step: str) -> set[str]:
    """The slugs of the networks that have cancelled the meeting of a step: nobody waits for them."""
    return cancelled_by_step(programme).get(step, set())


def cancelled_by_step(programme: Programme) -> dict[str, set[str]]:
    """The same of every step."""
    query = (
        select(MeetingStep.step, Network.slug)
        .join(Meeting, Meeting.id == MeetingStep.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .where(Network.programme_id == programme.id, Meeting.cancelled_at.is_not(None))
    )
    found: dict[str, set[str]] = {}
    for step, slug in db.session.execute(query):
        found.setdefault(step, set()).add(slug)
    return found


def rounds_begun(programme: Programme, account: Account) -> dict[str, tuple[datetime | None, int]]:
    """The steps whose round is being sorted: when its summary was last shared, and how many of its themes a colleague
    is responsible for."""
    own = (
        select(func.count())
        .select_from(DraftTheme)
        .join(ThemeOwner, ThemeOwner.theme_id == DraftTheme.id)
        .where(DraftTheme.draft_id == SummaryDraft.id, ThemeOwner.account_id == account.id)
    )
    shared = select(func.max(SummaryVersion.shared_at)).where(SummaryVersion.draft_id == SummaryDraft.id)
    query = select(SummaryDraft.step, shared.scalar_subquery(), own.scalar_subquery())
    found = db.session.execute(query.where(SummaryDraft.programme_id == programme.id))
    return {step: (moment, themes) for step, moment, themes in found if step is not None}


def theme_owners(draft: SummaryDraft) -> dict[str, Account]:
    """Who is responsible for each theme of a draft, by theme id."""
    query = (
        select(ThemeOwner.theme_id, Account)
        .join(Account, Account.id == ThemeOwner.account_id)
        .join(DraftTheme, DraftTheme.id == ThemeOwner.theme_id)
        .where(DraftTheme.draft_id == draft.id)
        .options(joinedload(Account.person))
    )
    return {str(theme_id): account for theme_id, account in db.session.execute(query)}


def round_themes(programme: Programme, notes: Sequence[uuid.UUID], *, shared: bool) -> dict[uuid.UUID, str]:
    """The national theme that each of these notes lies in, by note; only of rounds that are shared, if asked."""
    query = (
        select(SortedNote.note_id, DraftTheme.title)
        .join(DraftTheme, DraftTheme.id == SortedNote.theme_id)
        .join(SummaryDraft, SummaryDraft.id == DraftTheme.draft_id)
        .where(SummaryDraft.programme_id == programme.id, SortedNote.note_id.in_(notes))
    )
    if shared:
        query = query.where(exists().where(SummaryVersion.draft_id == SummaryDraft.id))
    return {row.note_id: row.title for row in db.session.execute(query)}


def versions_of(draft: SummaryDraft) -> list[SummaryVersion]:
    """Every shared version of a draft, newest first."""
    query = select(SummaryVersion).where(SummaryVersion.draft_id == draft.id).order_by(SummaryVersion.version.desc())
    return list(db.session.scalars(query))


def meetings_of_round(programme: Programme, step: str) -> list[Meeting]:
    """The meetings, one a network at the most, that cover a step; networks in the order of their addresses."""
    query = (
        select(Meeting)
        .join(MeetingStep, MeetingStep.meeting_id == Meeting.id)
        .join(Network, Network.id == Meeting.network_id)
        .where(Network.programme_id == programme.id, MeetingStep.step == step)
        .order_by(Network.slug, Meeting.number)
    )
    return list(db.session.scalars(query))
