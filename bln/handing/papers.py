"""The papers of a version, made from its snapshot each time, each with the fingerprint of its own text."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from bln.clock import local_time
from bln.db import db
from bln.documents import render
from bln.handing.models import PlanDecision, PlanPaper, PlanVersion
from exports.context import Context
from exports.plan_wording import PAPERS
from meetings.plan_bodies import Body
from meetings.plan_check import NO_FINGERPRINT, text_fingerprint
from meetings.plan_decisions import HandedIn
from meetings.plan_version import Adoption, Stamp
from meetings.snapshot import from_data

if TYPE_CHECKING:
    from exports.document import Document
    from exports.look import Looks
    from exports.word_files.text import WordText

FINGERPRINT, NUMBER, DAY = "Planens kontrollkod", "Planens version", "Planens datum"


@dataclass(frozen=True)
class Making:
    """What the papers for one body are made from."""

    version: PlanVersion
    handed: HandedIn
    body: Body
    adoption: Adoption | None = None

    def papers(self, fingerprint: str) -> "Mapping[str, Document]":
        """Every paper by the code of its kind, carrying this fingerprint."""
        from exports.plan_documents import plan_documents

        version, made_on = self.version, local_time(self.version.submitted_at).date()
        stamp = Stamp(version.version, made_on, fingerprint, version.reason, self.handed.returned_by(self.body))
        network = version.network
        context = Context(
            programme=self.handed.programme,
            network=self.handed.network,
            demo=network.programme.demo,
            names={network.slug: self.handed.network},
            dated=made_on,
        )
        made = plan_documents(self.handed.plan, self.body, context, stamp, self.adoption)
        look = looks_of(self.version).of(self.body.id)
        said = ((FINGERPRINT, fingerprint), (NUMBER, str(version.version)), (DAY, made_on.isoformat()))
        return {kind.value: replace(document, properties=said, look=look) for kind, document in made.items()}

    def rows(self, decision_id: uuid.UUID | None = None) -> Iterator[PlanPaper]:
        """What is remembered of each paper; of a decision, only the plan is made anew."""
        for kind, unmarked in self.papers(NO_FINGERPRINT).items():
            if decision_id and kind != "plan":
                continue
            mark = text_fingerprint(own_text(render(unmarked, "docx")).paragraphs)
            yield PlanPaper(
                version=self.version,
                body_id=uuid.UUID(self.body.id),
                kind=kind,
                decision_id=decision_id,
                fingerprint=mark,
                digest=sha256(render(self.papers(mark)[kind], "docx")).hexdigest(),
            )


def handed_in(version: PlanVersion) -> HandedIn:
    """The snapshot of a version."""
    return from_data(HandedIn, version.content)


def body_of(handed: HandedIn, body_id: uuid.UUID) -> Body | None:
    """A body that a version was made for."""
    return next((body for body in handed.bodies if body.id == str(body_id)), None)


def making_of(version: PlanVersion, body: Body, decision: PlanDecision | None = None) -> Making:
    """What the papers of a version for a body are made from; with a decision that adopts it, as it was adopted."""
    return Making(version, handed_in(version), body, adoption_of(decision) if decision else None)


def adoption_of(decision: PlanDecision) -> Adoption:
    """A decision as the adopted plan tells it."""
    return Adoption(
        body=decision.decided_by,
        decided_on=decision.decided_on,
        outcome=decision.outcome,
        paragraph=decision.paragraph,
        registration_number=decision.registration_number,
        amendments=decision.amendments,
        valid_until=decision.valid_until,
        follow_up_on=decision.follow_up_on,
        responsible=decision.responsible,
    )


def own_text(word: bytes) -> "WordText":
    """The text of a file that was made here, which needn't be read apart."""
    from exports.word_files.archive import Archive
    from exports.word_files.text import text_of

    return text_of(Archive(word))


def looks_of(version: PlanVersion) -> "Looks":
    """How the papers of a version look."""
    from exports.look import Looks

    return from_data(Looks, version.looks) if version.looks else Looks()


def kept_papers(version: PlanVersion) -> list[PlanPaper]:
    """What is remembered of the papers of a version, in their order; those of decisions last."""
    order = list(PAPERS)
    found = db.session.scalars(select(PlanPaper).where(PlanPaper.version_id == version.id))
    return sorted(found, key=lambda paper: (paper.decision_id is not None, order.index(paper.kind)))


def document_of(paper: PlanPaper) -> "Document":
    """A paper as a document; raises LookupError where its body or its kind is in the snapshot no more."""
    body = body_of(handed_in(paper.version), paper.body_id)
    if body is None:
        raise LookupError(paper.body_id)
    decision = db.session.get(PlanDecision, paper.decision_id) if paper.decision_id else None
    return making_of(paper.version, body, decision).papers(paper.fingerprint)[paper.kind]
