"""Use cases of phones: join, write, take back, vote; and of whoever leads: open and close a vote."""

import secrets
import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select

from bln.db import commit, db, one_commit
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.people.throttle import Trying, count_attempt, forgive_attempts
from bln.people.tokens import hash_secret
from bln.phones.models import Phone, PhoneBallot, PhoneNote, PhonePoll
from bln.phones.queries import Vote, latest_vote, room_by_code
from bln.room.priorities import latest_priorities
from bln.room.prioritising import candidates_of, save_priorities
from bln.room.reopening import require_open
from bln.room.services import ForeignNote, NoteContent, add_note, withdraw_note
from bln.room.tools import code_as_typed, mark_change
from meetings.priorities import Choice, Prioritisation, decide, hand_poll, revote
from meetings.snapshot import to_data
from meetings.votes import Ballot, HandCount, Poll, VoteFault, check_vote, count_ballots


class NoSuchCode(LookupError):
    """No room that phones may join has this code."""


class NoVote(LookupError):
    """No vote is open, or none that can be opened."""


class FaultyVote(ValueError):
    """The dots can't be counted; `fault` says why."""

    def __init__(self, fault: VoteFault) -> None:
        super().__init__(fault)
        self.fault = fault


def join(code: str, address: str | None) -> str:
    """Let a browser into the room of a code; return the secret that it is known by from now on.

    Raises `NoSuchCode`, and `TooSoon` when too many codes have been tried from an address.
    """
    tried = code_as_typed(code)
    count_attempt(Trying.PHONE, tried, address)
    room = room_by_code(tried)
    if room is None:
        raise NoSuchCode(code)
    forgive_attempts(Trying.PHONE, tried, address)
    secret = secrets.token_urlsafe(32)
    db.session.add(Phone(id=uuid.uuid4(), meeting_id=room.meeting_id, secret_hash=hash_secret(secret)))
    commit()
    return secret


def write_note(phone: Phone, meeting: Meeting, note_id: uuid.UUID, question: str, text: str) -> None:
    """Save a note from a phone, under the id that it made; the same again changes nothing.

    Raises what `add_note` does.
    """
    with one_commit():
        add_note(meeting.network, meeting, note_id, NoteContent(question, text), None)
        db.session.merge(PhoneNote(note_id=note_id, phone_id=phone.id))


def take_back(phone: Phone, meeting: Meeting, note_id: uuid.UUID) -> None:
    """Withdraw a note that this phone has written; raises `ForeignNote` for any other, `Closed`."""
    own = db.session.get(PhoneNote, note_id)
    if own is None or own.phone_id != phone.id:
        raise ForeignNote(note_id)
    withdraw_note(meeting, note_id, None)


def cast(phone: Phone, meeting: Meeting, round_: int, dots: dict[str, int]) -> None:
    """Keep a phone's dots, instead of those that it has given before in the round; without dots it votes blank.

    Raises `NoVote` when the round isn't open any more, `FaultyVote`.
    """
    lock_meeting(meeting)
    vote = latest_vote(meeting)
    if vote is None or vote.row.closed or vote.row.round != round_:
        raise NoVote
    given = {key: number for key, number in dots.items() if number}
    if fault := check_vote(vote.poll, _ballot(vote, phone.id, given)):
        raise FaultyVote(fault)
    db.session.merge(PhoneBallot(poll_id=vote.row.id, phone_id=phone.id, dots=given))
    commit()


def _ballot(vote: Vote, phone: uuid.UUID, dots: dict[str, int]) -> Ballot:
    return Ballot(vote.poll.networks[0], str(phone), tuple(sorted(dots.items())), round=vote.row.round)


def open_vote(network: Network, meeting: Meeting, dots: int, places: int) -> None:
    """Let the phones vote between what can be chosen; a vote that is open already goes on. An earlier count is let go.

    Raises `NoVote` where there is nothing to vote between, `Closed`.
    """
    mark_change(meeting)
    require_open(meeting.id)
    last = latest_vote(meeting)
    if last and not last.row.closed:
        return
    _, standing = latest_priorities(meeting)
    candidates = candidates_of(network, meeting, standing)
    if len(candidates) < 2:
        raise NoVote
    db.session.execute(delete(PhonePoll).where(PhonePoll.meeting_id == meeting.id))
    poll = hand_poll(candidates, network.slug, dots)
    db.session.add(_round(meeting, replace(poll, round=last.row.round + 1 if last else 1), places))
    commit()


def _round(meeting: Meeting, poll: Poll, places: int) -> PhonePoll:
    content = to_data(poll)
    return PhonePoll(id=uuid.uuid4(), meeting_id=meeting.id, round=poll.round, places=places, content=content)


def vote_again(meeting: Meeting) -> None:
    """Let the phones vote between equals; raises `NoVote` when the last vote left none, `Closed`."""
    mark_change(meeting)
    require_open(meeting.id)
    last = latest_vote(meeting)
    if last is None or last.outcome is None or not last.outcome.undecided:
        raise NoVote
    db.session.add(_round(meeting, revote(last.poll, last.outcome), last.outcome.places))
    commit()


def close_vote(network: Network, meeting: Meeting, account: Account) -> None:
    """Close the vote: its sum is kept with what the meeting chose, and the ballots are gone. Of a vote between equals
    the winners become areas. One that is closed stays as it is.

    Raises `Closed`, `PrioritiesConflict`.
    """
    with one_commit():
        mark_change(meeting)
        vote = latest_vote(meeting)
        if vote is None or vote.row.closed:
            return
        count = count_ballots(vote.poll, network.slug, _ballots(vote))
        kept: Any = to_data(count) if count else None
        vote.row.closed, vote.row.count = True, kept
        db.session.execute(delete(PhoneBallot).where(PhoneBallot.poll_id == vote.row.id))
        db.session.flush()
        if count is not None:
            version, standing = latest_priorities(meeting)
            chosen = _with_count(network, meeting, standing, vote, count)
            save_priorities(network, meeting, version, chosen, account)


def _ballots(vote: Vote) -> list[Ballot]:
    cast = db.session.scalars(select(PhoneBallot).where(PhoneBallot.poll_id == vote.row.id))
    return [_ballot(vote, ballot.phone_id, ballot.dots) for ballot in cast]


def _with_count(
    network: Network, meeting: Meeting, standing: Prioritisation, vote: Vote, count: HandCount
) -> Prioritisation:
    """What the meeting chose with the sum of the phones. A second round changes no sum: it adds who won it."""
    if _is_revote(meeting, vote):
        return _with_winners(meeting, standing)
    known = {candidate.id: candidate for candidate in (*standing.candidates, *vote.poll.candidates)}
    return replace(
        standing,
        candidates=tuple(known.values()),
        dots=vote.poll.dots,
        places=vote.row.places,
        by_phone=replace(count, round=1),
    )


def _is_revote(meeting: Meeting, vote: Vote) -> bool:
    before = select(PhonePoll.id).where(PhonePoll.meeting_id == meeting.id, PhonePoll.round < vote.row.round)
    return db.session.scalar(before.limit(1)) is not None


def _with_winners(meeting: Meeting, standing: Prioritisation) -> Prioritisation:
    closed = latest_vote(meeting)
    if standing.choices or standing.tally is None or closed is None or closed.outcome is None:
        return standing
    won = (*decide(standing.tally, standing.places).chosen, *closed.outcome.chosen)
    return replace(standing, choices=tuple(Choice(str(uuid.uuid4()), (each.candidate.id,)) for each in won))
