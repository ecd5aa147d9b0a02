"""Use cases of the guide: build it from the latest summary, freeze it, update it."""

import uuid
from dataclasses import replace

from sqlalchemy import func, select

from bln.db import commit, db
from bln.desk.queries import shared_rounds, shared_summaries
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.room.models import GuideVersion
from bln.room.queries import frozen_guide, frozen_prompts, is_frozen, note_counts, submitted_notes
from meetings.programme import Question
from meetings.prompts import Guide, Prompt, build_guide
from meetings.snapshot import to_data
from meetings.summary import Summary, compile_summary


class Begun(Exception):
    """The meeting has begun: its guide does not change any more."""


def questions_of(network: Network, meeting: Meeting) -> list[Question]:
    """The template questions that a meeting asks, in order."""
    template = network.programme.template
    return [question for key in meeting.steps for question in template.step(key).questions]


def current_prompt(network: Network, meeting: Meeting, guide_id: uuid.UUID | None, question: str) -> Prompt:
    """What the guide says of a question that the meeting asks: as frozen, or as it would be built now."""
    if guide_id is not None:
        return frozen_prompts(guide_id)[question]
    return next(p for p in build_current_guide(network, meeting).prompts if p.question == question)


def build_current_guide(network: Network, meeting: Meeting) -> Guide:
    """Build the guide from the latest summaries, whether or not it is frozen."""
    before = db.session.scalar(
        select(Meeting).where(Meeting.network_id == network.id, Meeting.number == meeting.number - 1)
    )
    return build_guide(
        network.programme.template,
        meeting.steps,
        network=network.slug,
        meeting=meeting.number,
        last=_last_summary(network, before) if before else None,
        national=_national_summary(network, before) if before else None,
    )


def _last_summary(network: Network, before: Meeting) -> Summary | None:
    """The shared summary of the meeting before, or what the rules make of its submitted notes."""
    shared = shared_summaries([before.id]).get(before.id)
    return shared or uncompiled_summary(network, before)


def uncompiled_summary(network: Network, meeting: Meeting) -> Summary | None:
    """The submitted notes of a meeting grouped by suggestion (*ännu inte sammanställt*); None without any."""
    from meetings.themes import sortings_from_suggestions  # slow to import, seldom needed

    notes = submitted_notes([meeting.id])
    if not notes:
        return None
    questions = questions_of(network, meeting)
    return compile_summary(
        notes,
        sortings_from_suggestions(notes, questions, network.programme.template.concepts),
        questions,
        network=network.slug,
        meeting=meeting.number,
        steps=meeting.steps,
        compiled=False,
    )


def _national_summary(network: Network, before: Meeting) -> Summary | None:
    """The latest shared national summaries of the steps that the meeting before covered, as one."""
    rounds = shared_rounds(network.programme, before.steps)
    found = [rounds[step] for step in before.steps if step in rounds]
    if not found:
        return None
    return replace(found[-1], themes=tuple(theme for summary in found for theme in summary.themes))


def freeze_guide(network: Network, meeting: Meeting) -> None:
    """Freeze the guide as it stands, unless it is frozen. The caller commits."""
    if not is_frozen(meeting):
        _store(meeting, build_current_guide(network, meeting))


def update_guide(network: Network, meeting: Meeting) -> None:
    """Freeze a new version from the latest summaries, if it differs; raises `Begun` when there are notes."""
    lock_meeting(meeting)
    if note_counts(meeting):
        raise Begun
    guide = build_current_guide(network, meeting)
    if guide != frozen_guide(meeting):
        _store(meeting, guide)
    commit()


def _store(meeting: Meeting, guide: Guide) -> None:
    newest = db.session.scalar(select(func.max(GuideVersion.version)).where(GuideVersion.meeting_id == meeting.id))
    db.session.add(GuideVersion(meeting_id=meeting.id, version=(newest or 0) + 1, content=to_data(guide)))


def newer_summary(network: Network, meeting: Meeting) -> bool:
    """True when the frozen guide of a meeting without notes would be another one if it were built now."""
    frozen = frozen_guide(meeting)
    if frozen is None or note_counts(meeting):
        return False
    return build_current_guide(network, meeting) != frozen
