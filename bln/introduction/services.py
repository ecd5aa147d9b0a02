"""Use cases of introductions: write one, and mark it for oneself."""

from dataclasses import dataclass
from hashlib import sha256

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.introduction.models import Introduction, IntroductionMark, MarkKind
from bln.introduction.queries import introduction_of
from bln.networks.models import Programme
from bln.people.models import User


@dataclass(frozen=True)
class Content:
    """What staff say of an introduction; nothing at all is no introduction. `captions` have been checked."""

    link: str = ""
    minutes: int | None = None
    captioned: bool = False
    captions: str = ""
    transcript: str = ""

    @property
    def mark(self) -> str:
        """Changes with every change of it."""
        return sha256(repr(self).encode()).hexdigest()[:16]


NOTHING = Content()


class Outdated(Exception):
    """Somebody else has saved since; `standing` is what is stored."""

    def __init__(self, standing: Content) -> None:
        super().__init__("saved since")
        self.standing = standing


def content_of(found: Introduction | None) -> Content:
    """What stands."""
    return Content(*(getattr(found, name) for name in vars(NOTHING))) if found else NOTHING


def save_introduction(programme: Programme, mark: str, content: Content) -> None:
    """Store what staff say, made on the standing with this mark, or take the introduction away when that is nothing.

    Who has seen it has still seen it. Raises `Outdated`.
    """
    db.session.refresh(programme, with_for_update=True)
    found = introduction_of(programme.id)
    standing = content_of(found)
    if standing == content:
        return
    if standing.mark != mark:
        raise Outdated(standing)
    if found is None:
        db.session.add(Introduction(programme_id=programme.id, **vars(content)))
    elif content == NOTHING:
        db.session.delete(found)
    else:
        for name, value in vars(content).items():
            setattr(found, name, value)
    audit(AuditAction.INTRODUCTION_CHANGED, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()


def mark_introduction(programme: Programme, user: User, kind: MarkKind | None) -> None:
    """Mark the introduction for oneself, or take the mark back; pressed twice, nothing more happens."""
    mine = db.session.get(IntroductionMark, (user.person_id, programme.id), with_for_update=True)
    if kind is None:
        if mine:
            db.session.delete(mine)
    elif mine:
        mine.kind = kind
    else:
        db.session.add(IntroductionMark(person_id=user.person_id, programme_id=programme.id, kind=kind))
    commit()
