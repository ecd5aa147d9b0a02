"""Everything that is kept of one person, as that person may read it."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from bln.audit.models import AuditEntry
from bln.calls.models import CallNotes
from bln.db import db
from bln.desk.models import SortingStep, SummaryDraft, SummaryVersion, ThemeOwner
from bln.evidence.models import FactVersion
from bln.interest.models import Interest
from bln.introduction.models import IntroductionMark
from bln.mail.models import Mail
from bln.members.models import Consent, Invitation
from bln.networks.models import Meeting, MeetingAnswer, Network, NetworkOwner, Programme
from bln.people.models import Account, Membership, Person, SignedIn, Token
from bln.plans.models import PlanRevision
from bln.privacy.kept import (
    Kept,
    KeptAnswer,
    KeptConsent,
    KeptInterest,
    KeptIntroduction,
    KeptInvitation,
    KeptLink,
    KeptMail,
    KeptMembership,
    KeptSession,
    KeptTexts,
)
from bln.questions.models import QuestionAnswer, QuestionOwner
from bln.reports.text import saved_in_reports
from bln.room.attendance import PartTaken, parts_taken
from bln.room.models import (
    GuideAdaptation,
    Note,
    NoteRevision,
    OutcomeVersion,
    PriorityVersion,
    Reopening,
    Submission,
)


def kept_of(person: Person) -> Kept:
    """What is kept of a person, gathered from every table that points there."""
    account = person.account
    memberships = _memberships(person)
    subjects = [person.id, *(membership.id for membership in memberships), *([account.id] if account else [])]
    keys = [membership.id for membership in memberships]
    parts, answered, consents = parts_taken(keys), _answered(keys), _consents(keys)
    return Kept(
        name=person.name,
        created=_written(person.created_at),
        email=person.address,
        has_password=bool(account and account.password_hash),
        second_step=bool(account and account.totp_seed),
        staff=bool(account and account.staff),
        memberships=tuple(_membership(m, parts[m.id], answered[m.id], consents[m.id]) for m in memberships),
        texts=tuple(_texts(account)) if account else (),
        mails=tuple(_mails(person)),
        links=tuple(_links(subjects)),
        sessions=tuple(_sessions(account, keys)),
        interests=tuple(_interests(account)) if account else (),
        invitations=tuple(_invitations(person.address)) if person.address else (),
        introductions=tuple(_introductions(person)),
        questions=_owned(account, QuestionOwner) if account else 0,
        responsible=tuple(_responsible(account)) if account else (),
        themes=_owned(account, ThemeOwner) if account else 0,
        logged=_logged(account) if account else 0,
    )


def membership_in(network: Network, person: Person) -> Membership:
    """The standing membership of a person in a network; raises NoResultFound."""
    mine = select(Membership).where(Membership.network_id == network.id, Membership.person_id == person.id)
    return db.session.scalars(mine.where(Membership.left_at.is_(None))).one()


def is_of(person: Person) -> ColumnElement[bool]:
    """True of a mail to this person, whether it names the person or only the address."""
    to = [Mail.address == person.account.email] if person.account else []
    return or_(Mail.person_id == person.id, *to)


def _written(instant: datetime) -> str:
    return instant.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _memberships(person: Person) -> Sequence[Membership]:
    query = select(Membership).where(Membership.person_id == person.id).join(Membership.network)
    way = joinedload(Membership.network).joinedload(Network.programme)
    return db.session.scalars(query.order_by(Network.slug).options(way)).all()


def _membership(
    found: Membership, part: PartTaken, answered: tuple[KeptAnswer, ...], consents: tuple[KeptConsent, ...]
) -> KeptMembership:
    return KeptMembership(
        programme=found.network.programme.title,
        controller=found.network.programme.controller,
        network=found.network.place,
        slug=found.network.slug,
        role=found.role.value,
        perspectives=tuple(perspective.value for perspective in found.perspectives),
        organisation=found.organisation,
        consents=consents,
        paused=_written(found.paused_at) if found.paused_at else None,
        left=_written(found.left_at) if found.left_at else None,
        attended=part.attended,
        answered=answered,
        spoke=part.spoke,
    )


def _answered(memberships: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[KeptAnswer, ...]]:
    query = select(MeetingAnswer, Meeting.number).join(Meeting, Meeting.id == MeetingAnswer.meeting_id)
    query = query.where(MeetingAnswer.membership_id.in_(memberships)).order_by(Meeting.number)
    found = db.session.execute(query).all()
    return {
        key: tuple(KeptAnswer(number, row.answer.value) for row, number in found if row.membership_id == key)
        for key in memberships
    }


def _consents(memberships: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[KeptConsent, ...]]:
    query = select(Consent).where(Consent.membership_id.in_(memberships)).order_by(Consent.given_on, Consent.id)
    found = db.session.scalars(query).all()
    return {key: tuple(_consent(one) for one in found if one.membership_id == key) for key in memberships}


def _consent(found: Consent) -> KeptConsent:
    withdrawn = _written(found.withdrawn_at) if found.withdrawn_at else None
    return KeptConsent(found.version, found.way.value, found.given_on.isoformat(), withdrawn)


def _texts(account: Account) -> list[KeptTexts]:
    revised = select(NoteRevision.note_id).where(NoteRevision.saved_by_id == account.id)
    found = [
        *_by_meeting("notes", Note.meeting_id, Note.id.in_(revised)),
        *_by_meeting("adaptations", GuideAdaptation.meeting_id, GuideAdaptation.saved_by_id == account.id),
        *_by_meeting("priorities", PriorityVersion.meeting_id, PriorityVersion.saved_by_id == account.id),
        *_by_meeting("outcomes", OutcomeVersion.meeting_id, OutcomeVersion.saved_by_id == account.id),
        *_by_meeting("reopenings", Reopening.meeting_id, Reopening.opened_by_id == account.id),
        *_by_meeting("submissions", Submission.meeting_id, Submission.submitted_by_id == account.id),
        *_answers(account),
        *_compiled("summaries", SummaryVersion, SummaryVersion.shared_by_id == account.id),
        *_compiled("sortings", SortingStep, SortingStep.taken_by_id == account.id),
        *_plans(account),
        *(KeptTexts(kind, place, None, count) for kind, place, count in saved_in_reports(account)),
        *_nationally("calls", CallNotes.saved_by_id == account.id),
        *_nationally("facts", FactVersion.saved_by_id == account.id),
    ]
    return sorted(found, key=lambda text: (text.network or "", text.meeting or 0))


def _plans(account: Account) -> list[KeptTexts]:
    query = (
        select(Network.place, func.count())
        .join(PlanRevision, PlanRevision.network_id == Network.id)
        .where(PlanRevision.saved_by_id == account.id)
        .group_by(Network.id)
        .order_by(Network.slug)
    )
    return [KeptTexts("plans", place, None, count) for place, count in db.session.execute(query)]


def _answers(account: Account) -> list[KeptTexts]:
    query = (
        select(Network.place, Meeting.number, func.count())
        .join(Meeting.network)
        .join(Note, Note.meeting_id == Meeting.id)
        .join(QuestionAnswer, QuestionAnswer.note_id == Note.id)
        .where(QuestionAnswer.saved_by_id == account.id)
        .group_by(Network.id, Meeting.id)
        .order_by(Network.slug, Meeting.number)
    )
    return [KeptTexts("answers", *found) for found in db.session.execute(query)]


def _nationally(kind: str, mine: ColumnElement[bool]) -> list[KeptTexts]:
    count = db.session.scalar(select(func.count()).where(mine)) or 0
    return [KeptTexts(kind, None, None, count)] if count else []


def _by_meeting(kind: str, meeting: InstrumentedAttribute[Any], mine: ColumnElement[bool]) -> list[KeptTexts]:
    query = (
        select(Network.place, Meeting.number, func.count())
        .join(Meeting.network)
        .join(meeting.class_, meeting == Meeting.id)
        .where(mine)
        .group_by(Network.id, Meeting.id)
        .order_by(Network.slug, Meeting.number)
    )
    return [KeptTexts(kind, *found) for found in db.session.execute(query)]


def _compiled(kind: str, row: type[SortingStep | SummaryVersion], mine: ColumnElement[bool]) -> list[KeptTexts]:
    query = (
        select(Network.place, Meeting.number, func.count())
        .select_from(row)
        .join(SummaryDraft, SummaryDraft.id == row.draft_id)
        .outerjoin(Meeting, Meeting.id == SummaryDraft.meeting_id)
        .outerjoin(Network, Network.id == Meeting.network_id)
        .where(mine)
        .group_by(Network.place, Meeting.number)
    )
    return [KeptTexts(kind, *found) for found in db.session.execute(query)]


def _mails(person: Person) -> list[KeptMail]:
    query = select(Mail).where(is_of(person)).order_by(Mail.created_at, Mail.id)
    return [KeptMail(m.kind, m.address, m.state.value, _written(m.created_at)) for m in db.session.scalars(query)]


def _links(subjects: Sequence[uuid.UUID]) -> list[KeptLink]:
    query = select(Token).where(Token.subject_id.in_(subjects)).order_by(Token.created_at, Token.id)
    return [
        KeptLink(token.purpose, _written(token.created_at), _written(token.expires_at) if token.expires_at else None)
        for token in db.session.scalars(query)
    ]


def _sessions(account: Account | None, memberships: Sequence[uuid.UUID]) -> list[KeptSession]:
    mine = SignedIn.membership_id.in_(memberships)
    query = select(SignedIn).where(or_(mine, SignedIn.account_id == account.id) if account else mine)
    found = db.session.scalars(query.order_by(SignedIn.created_at, SignedIn.id))
    return [KeptSession(row.device, _written(row.created_at), _written(row.seen_at)) for row in found]


def _invitations(address: str) -> list[KeptInvitation]:
    query = select(Invitation).where(Invitation.email == address).order_by(Invitation.sent_at, Invitation.id)
    return [
        KeptInvitation(found.network.place, found.name, found.organisation, _written(found.sent_at))
        for found in db.session.scalars(query.options(joinedload(Invitation.network)))
    ]


def _interests(account: Account) -> list[KeptInterest]:
    query = select(Interest).where(Interest.contact_email == account.email).order_by(Interest.created_at, Interest.id)
    return [
        KeptInterest(found.place, found.organisation, found.contact_name, found.message, _written(found.created_at))
        for found in db.session.scalars(query)
    ]


def _introductions(person: Person) -> list[KeptIntroduction]:
    query = (
        select(Programme.title, IntroductionMark.kind)
        .join(IntroductionMark, IntroductionMark.programme_id == Programme.id)
        .where(IntroductionMark.person_id == person.id)
        .order_by(Programme.slug)
    )
    return [KeptIntroduction(title, kind.value) for title, kind in db.session.execute(query)]


def _owned(account: Account, owner: type[QuestionOwner] | type[ThemeOwner]) -> int:
    query = select(func.count()).select_from(owner).where(owner.account_id == account.id)
    return db.session.scalar(query) or 0


def _responsible(account: Account) -> Sequence[str]:
    query = select(Network.place).join(NetworkOwner, NetworkOwner.network_id == Network.id)
    return db.session.scalars(query.where(NetworkOwner.account_id == account.id).order_by(Network.slug)).all()


def _logged(account: Account) -> int:
    query = select(func.count()).select_from(AuditEntry).where(AuditEntry.account_id == account.id)
    return db.session.scalar(query) or 0
