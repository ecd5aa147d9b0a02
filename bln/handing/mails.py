"""What mail and digest say of a plan: to a body's registry, and to those who lead."""

import uuid
from collections.abc import Iterator
from datetime import date

from flask import url_for

from bln.db import db
from bln.documents import FORMATS, render, render_as_pdf
from bln.handing import words
from bln.handing.models import HandIn, PlanPaper, PlanVersion
from bln.handing.papers import body_of, document_of, handed_in, kept_papers
from bln.handing.queries import PLAN_LINK, made_on
from bln.handing.services import LINK_LASTS
from bln.mail.addresses import gets_mail, way_to
from bln.mail.digest import Told
from bln.mail.letters import Attachment, Outdated
from bln.mail.models import Mail, Notice
from bln.networks.models import Network, ReceivingBody
from bln.people.models import Account
from bln.people.tokens import issue_token
from exports import wording

WAY = "handing.show"


def plan_hand_in(mail: Mail) -> dict[str, object]:
    """What the templates of the kind `plan_hand_in` need: the papers as files, made here from the snapshot, and a link
    for who reads on a phone. Raises `Outdated` when the version has been disposed of."""
    version = db.session.get(PlanVersion, uuid.UUID(mail.parameters["version"]))
    body_id = uuid.UUID(mail.parameters["body"])
    handed = handed_in(version) if version else None
    body = body_of(handed, body_id) if handed else None
    if version is None or handed is None or body is None:
        raise Outdated
    row = db.session.get(HandIn, mail.id)
    sender = db.session.get(Account, row.submitted_by_id) if row and row.submitted_by_id else None
    papers = [paper for paper in kept_papers(version) if paper.body_id == body_id and paper.decision_id is None]
    secret = issue_token(PLAN_LINK, body_id, LINK_LASTS)
    return {
        "body": body.name,
        "network": handed.network,
        "programme": handed.programme,
        "returned": handed.returned_by(body),
        "version": version,
        "made_on": wording.date_in_full(made_on(version)),
        "papers": [words.title_of(paper) for paper in papers],
        "link": url_for("plan_link.show", secret=secret, _external=True),
        "check": url_for("plan_check.check", _external=True),
        "until": LINK_LASTS.days,
        "reply_to": sender.email if sender and not sender.ended_at else "",
        "attachments": tuple(_files(version, papers)),
    }


def _files(version: PlanVersion, papers: list[PlanPaper]) -> Iterator[Attachment]:
    """Each paper as Word, and the plan as PDF too where this machine can make one."""
    from exports.pdf import PdfMissing

    for paper in papers:
        document = document_of(paper)
        name = words.file_name(version, paper.body_id, words.name_of(paper))
        yield Attachment(f"{name}.docx", FORMATS["docx"][0], render(document, "docx"))
        if paper.kind == "plan":
            try:
                yield Attachment(f"{name}.pdf", "application/pdf", render_as_pdf(document))
            except PdfMissing:
                continue


def plan_answered(notice: Notice) -> Told | None:
    """Somebody has answered by link; None for who has left the network."""
    version = db.session.get(PlanVersion, uuid.UUID(notice.parameters["version"]))
    if version is None or not gets_mail(notice.person_id, version.network_id):
        return None
    network = version.network
    said = f"Ett svar på planen från {network.place} har kommit genom länken. Det räknas när ni har bekräftat det."
    return Told(said, "Se svaret", way_to(notice.person_id, network, WAY))


def plan_due(notice: Notice) -> Told | None:
    """A body wants the plan soon, or meets soon; None when the day has been moved, or it is not this person's."""
    body = db.session.get(ReceivingBody, uuid.UUID(notice.parameters["body"]))
    if body is None or not gets_mail(notice.person_id, body.network_id):
        return None
    day, sitting = date.fromisoformat(notice.parameters["day"]), notice.parameters["what"] == "sitting"
    if day != (body.sits_on if sitting else body.hand_in_on):
        return None
    network = db.session.get_one(Network, body.network_id)
    when = wording.date_in_full(day)
    said = f"{body.name} behandlar planen {when}." if sitting else f"{body.name} vill ha planen senast {when}."
    return Told(said, "Se hur långt planen har kommit", way_to(notice.person_id, network, WAY))
