"""What is asked about a plan's way: versions, hand-ins, answers, and how far it has come with each body."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import case, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from bln.clock import local_time, utcnow
from bln.db import db
from bln.handing.models import HandIn, PlanDecision, PlanEndorsement, PlanPaper, PlanVersion, Way
from bln.handing.papers import handed_in, kept_papers
from bln.mail.models import Mail, MailState
from bln.networks.models import Network, ReceivingBody
from bln.people.models import Token
from exports import wording
from exports.plan_wording import paragraph
from meetings.plan_bodies import Body
from meetings.plan_decisions import Decided, HandedIn, Returned, Stage, stage_of
from meetings.plan_version import Outcome
from meetings.snapshot import from_data

Answer = TypeVar("Answer", PlanDecision, PlanEndorsement)

# A hand-in that has not failed, as `Sent.failed` says it of a row; to be asked with its mail outer-joined.
ARRIVED = HandIn.bounced.is_(False) & or_(Mail.id.is_(None), Mail.state != MailState.DEAD)
PLAN_LINK = "plan_link"  # the purpose of a link to a plan, about the body that it is for


@dataclass(frozen=True)
class Sent:
    """A hand-in, and what became of its mail; None of one by hand, and of a mail that was sent long ago."""

    row: HandIn
    mail: Mail | None

    @property
    def failed(self) -> bool:
        """Whether it has come back, or never went."""
        return self.row.bounced or (self.mail is not None and self.mail.state is MailState.DEAD)

    @property
    def waits(self) -> bool:
        """Whether the mail is still to be sent."""
        return self.mail is not None and self.mail.state in (MailState.QUEUED, MailState.CLAIMED)


@dataclass(frozen=True)
class WayOfBody:
    """How far a plan has come with one body. `row` is None when the network has taken the body away. `decisions` are
    those that are confirmed, in their order; `proposed` those that are not. `sent` is of the newest version; `had` is
    the number of the newest one that has reached the body, 0 for none."""

    body: Body
    row: ReceivingBody | None
    papers: Sequence[PlanPaper]
    sent: Sequence[Sent]
    decisions: Sequence[PlanDecision]
    proposed: Sequence[PlanDecision]
    stage: Stage
    links: Sequence[Token]
    had: int

    @property
    def handed_in(self) -> bool:
        """Whether the newest version has reached the body, or is on its way."""
        return any(not each.failed for each in self.sent)

    @property
    def waits_for_hand_in(self) -> bool:
        """Whether the version is still to reach the body: what it has adopted, it has had."""
        return not self.handed_in and not self.adopted

    @property
    def answers_to(self) -> int:
        """The number of the version that the body's next decision is about, 0 for none: it decides on what it has."""
        return max([self.had, *(each.version.version for each in self.decisions)])

    @property
    def adopted(self) -> PlanDecision | None:
        """The decision that the plan is adopted by, if the newest one does that."""
        return self.decisions[-1] if self.stage is Stage.ADOPTED else None


def versions_of(network: Network) -> list[PlanVersion]:
    """Every version of a network's plan, newest first."""
    query = select(PlanVersion).where(PlanVersion.network_id == network.id).order_by(PlanVersion.version.desc())
    return list(db.session.scalars(query))


def snapshots_of(network: Network) -> dict[int, HandedIn]:
    """What every version held, by its number."""
    query = select(PlanVersion.version, PlanVersion.content).where(PlanVersion.network_id == network.id)
    found = db.session.execute(query.order_by(PlanVersion.version))
    return {number: from_data(HandedIn, content) for number, content in found}


def receivers_of(network: Network) -> dict[int, set[str]]:
    """The ids of the bodies that each version was made for, by its number."""
    query = select(PlanVersion.version, PlanPaper.body_id).join(PlanPaper, PlanPaper.version_id == PlanVersion.id)
    found: dict[int, set[str]] = defaultdict(set)
    for number, body_id in db.session.execute(query.where(PlanVersion.network_id == network.id)):
        found[number].add(str(body_id))
    return found


def version_at(network: Network, number: int) -> PlanVersion | None:
    """A version by its number."""
    return db.session.scalar(
        select(PlanVersion).where(PlanVersion.network_id == network.id, PlanVersion.version == number)
    )


def decisions_of(network_ids: Iterable[uuid.UUID]) -> list[PlanDecision]:
    """The decisions on the plans of networks that stand, in the order that they were taken; with their versions."""
    query = select(PlanDecision).join(PlanDecision.version).options(joinedload(PlanDecision.version))
    mine = PlanVersion.network_id.in_(list(network_ids)), PlanDecision.withdrawn_at.is_(None)
    return list(db.session.scalars(query.where(*mine).order_by(PlanDecision.decided_on, PlanDecision.recorded_at)))


def endorsements_of(network: Network) -> list[PlanEndorsement]:
    """Who stands behind the network's plan, in the order that they said so."""
    query = select(PlanEndorsement).join(PlanEndorsement.version).options(joinedload(PlanEndorsement.version))
    mine = PlanVersion.network_id == network.id, PlanEndorsement.withdrawn_at.is_(None)
    return list(db.session.scalars(query.where(*mine).order_by(PlanEndorsement.given_on, PlanEndorsement.recorded_at)))


def as_decided(decision: PlanDecision) -> Decided:
    """A decision as the rules see it."""
    return Decided(decision.decided_on, decision.outcome, decision.paragraph)


def confirmed(decisions: Iterable[PlanDecision], body_id: uuid.UUID) -> list[PlanDecision]:
    """The confirmed decisions of a body."""
    return [each for each in decisions if each.body_id == body_id and each.confirmed_at]


def way_of(network: Network, version: PlanVersion) -> list[WayOfBody]:
    """How far the plan has come with each body of its newest version."""
    rows, bodies = {row.id: row for row in network.bodies}, handed_in(version).bodies
    decisions, sent, papers = decisions_of([network.id]), _sent(network), kept_papers(version)
    links, returned = _links([uuid.UUID(body.id) for body in bodies]), _referred_back(decisions, version)
    found = []
    for body in bodies:
        key = uuid.UUID(body.id)
        standing = confirmed(decisions, key)
        mine = [each for each in sent[key] if each.row.version_id == version.id]
        reached = any(not each.failed for each in mine)
        found.append(
            WayOfBody(
                body=body,
                row=rows.get(key),
                papers=[paper for paper in papers if paper.body_id == key and paper.decision_id is None],
                sent=mine,
                decisions=standing,
                proposed=[each for each in decisions if each.body_id == key and not each.confirmed_at],
                stage=stage_of(reached, [as_decided(each) for each in standing], returned=key in returned),
                links=links[key],
                had=max((each.row.version.version for each in sent[key] if not each.failed), default=0),
            )
        )
    return found


def _sent(network: Network) -> dict[uuid.UUID, list[Sent]]:
    query = select(HandIn, Mail).join(HandIn.version).outerjoin(Mail, Mail.id == HandIn.id)
    mine = query.where(PlanVersion.network_id == network.id).options(contains_eager(HandIn.version))
    found: dict[uuid.UUID, list[Sent]] = defaultdict(list)
    for row, mail in db.session.execute(mine.order_by(HandIn.handed_in_at)):
        found[row.body_id].append(Sent(row, mail if row.way is Way.MAIL else None))
    return found


def _links(body_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Token]]:
    live = Token.revoked_at.is_(None), Token.expires_at > utcnow()
    query = select(Token).where(Token.purpose == PLAN_LINK, Token.subject_id.in_(body_ids), *live)
    found: dict[uuid.UUID, list[Token]] = defaultdict(list)
    for token in db.session.scalars(query.order_by(Token.expires_at)):
        found[token.subject_id].append(token)
    return found


def papers_for(version: PlanVersion, body_id: uuid.UUID) -> list[PlanPaper]:
    """The papers of a version that a body has now: last the adopted plan, where its newest decision adopts it."""
    standing = confirmed(decisions_of([version.network_id]), body_id)
    adopting = standing[-1].id if standing and standing[-1].outcome.adopts else None
    mine = [paper for paper in kept_papers(version) if paper.body_id == body_id]
    return [paper for paper in mine if paper.decision_id in (None, adopting)]


def hand_in_of(network: Network, body_id: uuid.UUID, key: uuid.UUID) -> HandIn | None:
    """A hand-in to a body of the network."""
    query = select(HandIn).join(HandIn.version).where(PlanVersion.network_id == network.id)
    return db.session.scalar(query.where(HandIn.id == key, HandIn.body_id == body_id))


def answer_of(network: Network, kind: type[Answer], key: uuid.UUID) -> Answer | None:
    """An answer to the network's plan, also one that was taken back."""
    query = select(kind).join(kind.version).where(PlanVersion.network_id == network.id, kind.id == key)
    return db.session.scalar(query)


def returned_by(network: Network, last: PlanVersion) -> tuple[Returned, ...]:
    """Who has referred the plan back and why, in the order that they did, and has had no new version since."""
    back = _referred_back(decisions_of([network.id]), last).values()
    return tuple(Returned(str(each.body_id), _why(each)) for each in sorted(back, key=lambda each: each.decided_on))


def _referred_back(decisions: Iterable[PlanDecision], last: PlanVersion) -> dict[uuid.UUID, PlanDecision]:
    """The referrals back that the last version doesn't answer, by their body: of itself, or of one before but told
    when it was made already."""
    newest = {each.body_id: each for each in decisions if each.confirmed_at}
    return {key: each for key, each in newest.items() if returns(each, last.id, last.submitted_at)}


def returns(decision: PlanDecision, last: uuid.UUID, made_at: datetime) -> bool:
    """Whether a confirmed decision refers the plan back and the last version, made then, doesn't answer it."""
    untold = decision.confirmed_at is not None and decision.confirmed_at > made_at
    return decision.outcome is Outcome.REFERRED_BACK and (decision.version_id == last or untold)


def _why(decision: PlanDecision) -> str:
    when = decision.decided_by, wording.date_in_full(decision.decided_on), paragraph(decision.paragraph)
    return f"{', '.join(filter(None, when))}: {decision.amendments}"


def version_with(body_id: uuid.UUID) -> tuple[PlanVersion, HandedIn] | None:
    """The version that a body has, with its snapshot: the newest that was handed in to it or decided on by it, and
    the newest that was made for it where there is none. A new version for others changes nothing for it."""
    own = select(PlanPaper.version_id).where(PlanPaper.body_id == body_id)
    sent = select(HandIn.version_id).outerjoin(Mail, Mail.id == HandIn.id)
    has = PlanVersion.id.in_(sent.where(HandIn.body_id == body_id, ARRIVED))
    decided = PlanDecision.confirmed_at.is_not(None) & PlanDecision.withdrawn_at.is_(None)
    answered = select(PlanDecision.version_id).where(PlanDecision.body_id == body_id, decided)
    known = case((has | PlanVersion.id.in_(answered), 1), else_=0)
    query = select(PlanVersion).where(PlanVersion.id.in_(own)).order_by(known.desc(), PlanVersion.version.desc())
    version = db.session.scalar(query.limit(1))
    return (version, handed_in(version)) if version else None


def made_on(version: PlanVersion) -> date:
    """The day that a version was handed in, in Sweden."""
    return local_time(version.submitted_at).date()
