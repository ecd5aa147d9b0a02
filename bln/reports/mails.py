"""What mail and digest say of a report that the networks answer for."""

import uuid
from collections.abc import Callable

from flask import url_for

from bln.db import db
from bln.mail.addresses import gets_mail, way_to
from bln.mail.digest import Told
from bln.mail.letters import Outdated
from bln.mail.models import Mail, Notice
from bln.networks.models import Network
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.reconciling import answers_of, is_closed, latest_version, leading
from exports import wording

PAGE = "report_answers.show"
Chosen = Callable[[ReportVersion, list[Network]], list[Network]]


def report(mail: Mail) -> dict[str, object]:
    """What the templates of the kind `report` need; raises `Outdated` when there is nothing to answer any more, and for
    who leads no more."""
    return _words(mail, lambda _version, mine: mine)


def report_reminder(mail: Mail) -> dict[str, object]:
    """The same for who leads a network that has not answered."""
    return _words(mail, _silent)


def _silent(version: ReportVersion, networks: list[Network]) -> list[Network]:
    answered = {answer.network_id for answer in answers_of(version)}
    return [network for network in networks if network.id not in answered]


def _words(mail: Mail, chosen: Chosen) -> dict[str, object]:
    version = db.session.get(ReportVersion, uuid.UUID(mail.parameters["version"]))
    latest = latest_version(version.programme) if version else None
    if version is None or latest is None or latest.id != version.id or is_closed(version):
        raise Outdated
    by_id = {network.id: network for network in version.programme.networks}
    mine = [by_id[key] for account, key in leading(by_id) if account.person_id == mail.person_id]
    networks = chosen(version, mine)
    if not networks:
        raise Outdated
    return {
        "programme": version.programme.title,
        "until": wording.date_in_full(version.answer_by),
        "reason": version.reason,
        "links": [(network.place, url_for(PAGE, slug=network.slug, _external=True)) for network in networks],
    }


def report_replied(notice: Notice) -> Told | None:
    """Nka has answered a remark; None where the answer was taken back, and for who has left the network."""
    answer = db.session.get(ReportAnswer, uuid.UUID(notice.parameters["answer"]))
    if answer is None or answer.outcome is None or not gets_mail(notice.person_id, answer.network_id):
        return None
    return Told(
        f"Nka har svarat på en synpunkt på rapporten från nätverket i {answer.network.place}.",
        "Läs svaret",
        way_to(notice.person_id, answer.network, PAGE),
    )
