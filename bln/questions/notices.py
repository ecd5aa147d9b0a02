"""What the digest says of answers to questions."""

import uuid

from bln.db import db
from bln.mail.addresses import gets_mail, recipients, way_to
from bln.mail.digest import Told, queue_notice
from bln.mail.models import Notice
from bln.networks.models import Network
from bln.questions.queries import Asked, find_question
from bln.room.mails import leading


def notice_answer(question: Asked) -> None:
    """Tell those who lead the network that asked. The caller commits."""
    leads = leading(question.network_id)
    for found in recipients(question.network_id):
        if found.person_id in leads:
            queue_notice(found.person_id, found.address, "question_answered", {"note": str(question.id)})


def question_answered(notice: Notice) -> Told | None:
    """Nka has answered; None when the question is no longer asked, and for who no longer leads or is paused."""
    asked = find_question(uuid.UUID(notice.parameters["note"]))
    if asked is None or not gets_mail(notice.person_id, asked.network_id):
        return None
    if notice.person_id not in leading(asked.network_id):
        return None
    network = db.session.get_one(Network, asked.network_id)
    return Told(
        f"Nka har svarat på en fråga från möte {asked.meeting} i {asked.place}.",
        "Läs svaret",
        way_to(notice.person_id, network, "questions.of_network"),
    )
