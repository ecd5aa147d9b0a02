"""Use cases of the closing form: hand in an answer, take it back."""

import uuid
from dataclasses import dataclass

from sqlalchemy import delete, select

from bln.db import commit, db
from bln.networks.models import Network
from bln.reports.models import ClosingAnswer
from meetings.lessons import Answerer, Usefulness

LONGEST_ANSWER = 5_000


@dataclass(frozen=True)
class AnswerContent:
    """What somebody answered; what was left open is empty."""

    role: Answerer
    usefulness: Usefulness | None = None
    worked: str = ""
    hard: str = ""
    advice: str = ""
    quotable: bool = False


class ForeignAnswer(LookupError):
    """The id belongs to an answer of another network."""


def hand_in_answer(network: Network, answer_id: uuid.UUID, content: AnswerContent) -> ClosingAnswer:
    """Store an answer under the id that its page was given; the same id again is the same answer, as it reads now.

    Nothing of who is signed in is stored. Raises `ForeignAnswer`.
    """
    _lock(network)
    answer = db.session.get(ClosingAnswer, answer_id)
    if answer is None:
        answer = ClosingAnswer(id=answer_id, network_id=network.id)
        db.session.add(answer)
    elif answer.network_id != network.id:
        raise ForeignAnswer(answer_id)
    for name, value in vars(content).items():
        setattr(answer, name, value)
    commit()
    return answer


def _lock(network: Network) -> None:
    """Let one writer at a time through: the same form may be sent twice at once."""
    db.session.execute(select(Network.id).where(Network.id == network.id).with_for_update())


def take_back_answer(network: Network, answer_id: uuid.UUID) -> bool:
    """Delete an answer for good: nothing is built on it yet. False when it isn't there."""
    chosen = ClosingAnswer.id == answer_id, ClosingAnswer.network_id == network.id
    found = db.session.scalars(delete(ClosingAnswer).where(*chosen).returning(ClosingAnswer.id)).all()
    commit()
    return bool(found)
