"""Use cases of the guide: build it from the latest summary, freeze it, update it."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select

from bln.db import commit, db
from bln.desk.queries import shared_rounds, shared_summaries
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.room.adaptations import latest_adaptation
from bln.room.models import GuideVersion
from bln.room.outcomes import submitted_outcome
from bln.room.priorities import submitted_priorities
from bln.room.queries import frozen_guide, frozen_prompts, is_frozen, note_counts, submitted_notes
from meetings.adaptation import adapted, wanted_length
from meetings.priorities import Prioritisation, with_priorities
from meetings.programme import Gathers, Question
from meetings.prompts import Guide, Prompt, build_guide
from meetings.snapshot import to_data
from meetings.summary import Summary, compile_summary


class Begun(Exception):
    """The meeting has begun: its guide does not change any more."""


def questions_of(network: Network, meeting: Meeting) -> list[Question]:
    """The template questions that a meeting asks, in order."""
    template = network.programme.template
    return [question for key in meeting.steps for question in template.step(key).questions]


def priority_question(network: Network, meeting: Meeting) -> Question | None:
    """The question of a meeting that gathers priorities, if it has one."""
    return next((q for q in questions_of(network, meeting) if q.gathers is Gathers.PRIORITY), None)


def current_guide(network: Network, meeting: Meeting) -> Guide:
    """The guide as frozen, or as it would be built now."""
    return frozen_guide(meeting) or build_current_guide(network, meeting)


def current_prompt(network: Network, meeting: Meeting, guide_id: uuid.UUID | None, question: str) -> Prompt:
    """What the guide says of a question that the meeting asks: as frozen, or as it would be built now."""
    if guide_id is not None:
        return frozen_prompts(guide_id)[question]
    return next(p for p in build_current_guide(network, meeting).prompts if p.question == question)


def build_current_guide(network: Network, meeting: Meeting) -> Guide:
    """Build the guide from the latest summaries and the network's own, whether or not it is frozen."""
    before = meeting_before(network, meeting)
    guide = build_guide(
        network.programme.template,
        meeting.steps,
        network=network.slug,
        meeting=meeting.number,
        last=_last_summary(network, before) if before else None,
        national=_national_summary(network, before) if before else None,
    )
    return adapted(guide, latest_adaptation(meeting)[1])


def meeting_before(network: Network, meeting: Meeting) -> Meeting | None:
    """The meeting before this one in its network."""
    return db.session.scalar(
        select(Meeting).where(Meeting.network_id == network.id, Meeting.number == meeting.number - 1)
    )


def summary_before(network: Network, meeting: Meeting) -> Summary | None:
    """What the meeting before left: its shared summary, or what the rules make of its submitted notes."""
    before = meeting_before(network, meeting)
    return _last_summary(network, before) if before else None


def _last_summary(network: Network, before: Meeting) -> Summary | None:
    summary = shared_summaries([before.id]).get(before.id) or uncompiled_summary(network, before)
    return prioritised(network, before, summary, submitted_priorities([before.id])) if summary else None


def prioritised(
    network: Network, meeting: Meeting, summary: Summary, chosen: Mapping[uuid.UUID, Prioritisation]
) -> Summary:
    """The summary of a meeting with what it chose, as handed in, as themes before all others."""
    question = priority_question(network, meeting)
    if question is None or meeting.id not in chosen:
        return summary
    return with_priorities(summary, chosen[meeting.id].priorities, question)


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
        outcome=submitted_outcome(meeting),
    )


def areas_until(network: Network, meeting: Meeting) -> list[tuple[str, str]]:
    """The priority areas that a network has handed in, up to and with this meeting: id and title.

    Of an earlier meeting that recorded no choice, they are the themes of its shared summary that gather priority.
    """
    until = select(Meeting).where(Meeting.network_id == network.id, Meeting.number <= meeting.number)
    meetings = list(db.session.scalars(until.order_by(Meeting.number)))
    ids = [each.id for each in meetings]
    chosen = {key: found.priorities for key, found in submitted_priorities(ids).items()}
    shared = shared_summaries([key for key in ids if key != meeting.id])
    areas: list[tuple[str, str]] = []
    for each in meetings:
        if each.id in chosen:
            areas += [(priority.id, priority.title) for priority in chosen[each.id]]
        elif each.id in shared:
            areas += [(t.id, t.title) for t in shared[each.id].themes if t.gathers is Gathers.PRIORITY]
    return areas


def _national_summary(network: Network, before: Meeting) -> Summary | None:
    """The latest shared national summaries of the steps that the meeting before covered, as one."""
    rounds = shared_rounds(network.programme, before.steps)
    found = [rounds[step] for step in before.steps if step in rounds]
    if not found:
        return None
    return replace(found[-1], themes=tuple(theme for summary in found for theme in summary.themes))


def length_of(guide: Guide) -> int:
    """How many minutes the meeting of a guide is to take."""
    return wanted_length(guide)


def freeze_guide(network: Network, meeting: Meeting) -> None:
    """Freeze the guide as it stands, unless it is frozen. The caller commits."""
    if not is_frozen(meeting):
        keep_guide(meeting, build_current_guide(network, meeting))


def update_guide(network: Network, meeting: Meeting) -> None:
    """Freeze a new version from the latest summaries, if it differs; raises `Begun` when there are notes."""
    lock_meeting(meeting)
    if note_counts(meeting):
        raise Begun
    guide = build_current_guide(network, meeting)
    if guide != frozen_guide(meeting):
        keep_guide(meeting, guide)
    commit()


def keep_guide(meeting: Meeting, guide: Guide) -> None:
    """Store a guide as the next frozen version. The caller commits."""
    newest = db.session.scalar(select(func.max(GuideVersion.version)).where(GuideVersion.meeting_id == meeting.id))
    db.session.add(GuideVersion(meeting_id=meeting.id, version=(newest or 0) + 1, content=to_data(guide)))


def newer_summary(network: Network, meeting: Meeting) -> bool:
    """True when the frozen guide of a meeting without notes would be another one if it were built now."""
    frozen = frozen_guide(meeting)
    if frozen is None or note_counts(meeting):
        return False
    return build_current_guide(network, meeting) != frozen
