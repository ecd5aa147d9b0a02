"""What is asked about a plan's way: versions, hand-ins, answers, and how far it has come with each body."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

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
    those that are confirmed, in their order; `proposed` those that are not."""

    body: Body
    row: ReceivingBody | None
    papers: Sequence[PlanPaper]
    sent: Sequence[Sent]
    decisions: Sequence[PlanDecision]
    proposed: Sequence[PlanDecision]
    stage: Stage
    links: Sequence[Token]

    @property
    def handed_in(self) -> bool:
        """Whether the newest version has reached the body, or is on its way."""
        return any(not each.failed for each in self.sent)

    @property
    def waits_for_hand_in(self) -> bool:
        """Whether the version is still to reach the body: what it has adopted, it has had."""
        return not self.handed_in and not self.adopted

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
    return Decided(decision.version.version, decision.decided_on, decision.outcome, decision.paragraph)


def confirmed(decisions: Iterable[PlanDecision], body_id: uuid.UUID) -> list[PlanDecision]:
    """The confirmed decisions of a body."""
    return [each for each in decisions if each.body_id == body_id and each.confirmed_at]


def way_of(network: Network, version: PlanVersion) -> list[WayOfBody]:
    """How far the plan has come with each body of its newest version."""
    rows, bodies = {row.id: row for row in network.bodies}, handed_in(version).bodies
    decisions, sent, papers = decisions_of([network.id]), _sent(version), kept_papers(version)
    links = _links([uuid.UUID(body.id) for body in bodies])
    found = []
    for body in bodies:
        key = uuid.UUID(body.id)
        standing = confirmed(decisions, key)
        mine = sent[key]
        reached = any(not each.failed for each in mine)
        found.append(
            WayOfBody(
                body=body,
                row=rows.get(key),
                papers=[paper for paper in papers if paper.body_id == key and paper.decision_id is None],
                sent=mine,
                decisions=standing,
                proposed=[each for each in decisions if each.body_id == key and not each.confirmed_at],
                stage=stage_of(version.version, reached, [as_decided(each) for each in standing]),
                links=links[key],
            )
        )
    return found


def _sent(version: PlanVersion) -> dict[uuid.UUID, list[Sent]]:
    query = select(HandIn, Mail).outerjoin(Mail, Mail.id == HandIn.id).where(HandIn.version_id == version.id)
    found: dict[uuid.UUID, list[Sent]] = defaultdict(list)
    for row, mail in db.session.execute(query.order_by(HandIn.handed_in_at)):
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
    """Who has referred the last version back and why, in the order that they did."""
    decisions = decisions_of([network.id])
    newest = {each.body_id: each for each in decisions if each.confirmed_at}
    back = [each for each in newest.values() if each.outcome is Outcome.REFERRED_BACK and each.version_id == last.id]
    return tuple(Returned(str(each.body_id), _why(each)) for each in sorted(back, key=lambda each: each.decided_on))


def _why(decision: PlanDecision) -> str:
    when = decision.decided_by, wording.date_in_full(decision.decided_on), paragraph(decision.paragraph)
    return f"{', '.join(filter(None, when))}: {decision.amendments}"


def newest_for(body_id: uuid.UUID) -> tuple[PlanVersion, HandedIn] | None:
    """The newest version that was made for a body, with its snapshot."""
    query = select(PlanVersion).join(PlanPaper, PlanPaper.version_id == PlanVersion.id)
    newest = query.where(PlanPaper.body_id == body_id).order_by(PlanVersion.version.desc()).limit(1)
    version = db.session.scalar(newest)
    return (version, handed_in(version)) if version else None


def made_on(version: PlanVersion) -> date:
    """The day that a version was handed in, in Sweden."""
    return local_time(version.submitted_at).date()
