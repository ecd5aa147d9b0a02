"""What is asked about introductions."""

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from bln.db import db
from bln.introduction.models import Introduction, IntroductionMark, MarkKind


@dataclass(frozen=True, slots=True)
class Card:
    """An introduction as it stands on a person's start page, without its long texts; `mark` is that person's own."""

    link: str
    minutes: int | None
    readable: bool
    mark: MarkKind | None


def introduction_of(programme_id: uuid.UUID) -> Introduction | None:
    """The introduction to a programme, if there is one."""
    return db.session.get(Introduction, programme_id)


def card_for(programme_id: uuid.UUID, person_id: uuid.UUID) -> Card | None:
    """What stands on a person's start page, by one query; None where there is no introduction."""
    own = and_(IntroductionMark.programme_id == Introduction.programme_id, IntroductionMark.person_id == person_id)
    words = func.length(Introduction.transcript) + func.length(Introduction.captions) > 0
    query = (
        select(Introduction.link, Introduction.minutes, words, IntroductionMark.kind)
        .outerjoin(IntroductionMark, own)
        .where(Introduction.programme_id == programme_id)
    )
    found = db.session.execute(query).one_or_none()
    return Card(*found) if found else None
