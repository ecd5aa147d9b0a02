"""Use cases of meetings that are cancelled, split and merged before they have begun."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Meeting, MeetingStep, Network
from bln.networks.services import OutOfOrder, call_off, check_order, lock_meeting
from bln.room.adaptations import keep_adaptation, latest_adaptation
from bln.room.models import Attendance, GuideVersion, Note, OutcomeVersion, PriorityVersion, Submission
from bln.room.tool_models import Room, SpeakingTurns
from meetings.adaptation import Adaptation, joined, parted
from meetings.arranging import Arranged, Merge, Split, check_cancel, plan_merge, plan_split

LEFT_BY_MEETING = (Note, PriorityVersion, OutcomeVersion, Attendance, Submission, SpeakingTurns)


def arranged(network: Network) -> list[Arranged]:
    """The meetings of a network as the rules see them, with those that have been merged into others."""
    begun = or_(*(exists().where(model.meeting_id == Meeting.id) for model in LEFT_BY_MEETING), _tools_are_on())
    query = select(Meeting, begun).where(Meeting.network_id == network.id)
    return [
        Arranged(meeting.number, meeting.steps, bool(has_begun), meeting.cancelled_at is not None)
        for meeting, has_begun in db.session.execute(query.order_by(Meeting.number))
    ]


def _tools_are_on() -> ColumnElement[bool]:
    return exists().where(Room.meeting_id == Meeting.id, Room.wall | Room.table_round | Room.time_box | Room.phones)


def cancel_meeting(network: Network, meeting: Meeting, version: int) -> None:
    """Cancel a meeting with its steps, and tell those who were told of it. The plan is kept, for a second thought.

    Raises `meetings.arranging.Refused`, or StaleDataError when somebody else has changed the meeting.
    """
    _begin(meeting, version)
    check_cancel(arranged(network), meeting.number)
    call_off(meeting)
    meeting.cancelled_at = utcnow()
    commit()


def uncancel_meeting(meeting: Meeting, version: int) -> None:
    """Let a cancelled meeting take place after all. Its date is to be sent again; where others have been planned around
    it meanwhile it has none any more."""
    _begin(meeting, version)
    meeting.cancelled_at = None
    try:
        check_order(meeting, meeting.planned_at)
    except OutOfOrder:
        meeting.planned_at = None
    commit()


def merge_meetings(network: Network, meeting: Meeting, version: int) -> Merge:
    """Let a meeting take up the next one's steps as well, and call the next one off."""
    _begin(meeting, version)
    merge = plan_merge(arranged(network), meeting.number)
    gone = _numbered(network, merge.gone)
    lock_meeting(gone)
    call_off(gone, joined=meeting.number)
    if meeting.planned_at is None:
        meeting.planned_at, meeting.way, meeting.place = gone.planned_at, gone.way, gone.place
        meeting.link, meeting.phone = gone.link, gone.phone
    gone.planned_at = meeting.minutes = None
    own = joined(latest_adaptation(meeting)[1], latest_adaptation(gone)[1])
    _cover(gone, (), Adaptation())
    _cover(meeting, merge.steps, own)
    commit()
    return merge


def split_meeting(network: Network, meeting: Meeting, version: int, before: str = "") -> Split:
    """Let the steps from `before` on be a meeting of their own, which has no date yet."""
    _begin(meeting, version)
    split = plan_split(arranged(network), meeting.number, before)
    steps = [network.programme.template.step(key) for key in split.second]
    staying, going = parted(latest_adaptation(meeting)[1], {q.key for step in steps for q in step.questions})
    _cover(meeting, split.first, staying)
    meeting.minutes = None
    _cover(_make_room(network, split), split.second, going)
    commit()
    return split


def _begin(meeting: Meeting, version: int) -> None:
    lock_meeting(meeting)
    if meeting.version != version:
        raise StaleDataError


def _make_room(network: Network, split: Split) -> Meeting:
    """The meeting after the one that is split; those behind it move up, the last one first."""
    returned = _numbered(network, split.returns) if split.returns else None
    if returned is None:
        returned = Meeting(network_id=network.id, number=split.number + 1)
    elif split.moved:  # out of the way of those that move
        returned.number = max(meeting.number for meeting in arranged(network)) + 1
        db.session.flush()
    for number in reversed(split.moved):
        moved = _numbered(network, number)
        lock_meeting(moved)
        moved.number = number + 1
        _let_guide_go(moved)
        db.session.flush()
    returned.number, returned.cancelled_at = split.number + 1, None
    db.session.add(returned)
    db.session.flush()
    return returned


def _cover(meeting: Meeting, steps: Sequence[str], own: Adaptation) -> None:
    """Let a meeting cover these steps, with what is the network's own in its guide. A guide that was locked for others
    is built anew when it is next read."""
    meeting.covered.clear()
    db.session.flush()
    meeting.covered = [MeetingStep(step=step, position=at) for at, step in enumerate(steps, start=1)]
    flag_modified(meeting, "minutes")  # a new version, which those who have the meeting open or in a calendar notice
    keep_adaptation(meeting, own)
    _let_guide_go(meeting)
    db.session.flush()


def _let_guide_go(meeting: Meeting) -> None:
    db.session.execute(delete(GuideVersion).where(GuideVersion.meeting_id == meeting.id))


def _numbered(network: Network, number: int) -> Meeting:
    query = select(Meeting).where(Meeting.network_id == network.id, Meeting.number == number)
    return db.session.scalars(query).one()
