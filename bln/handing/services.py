"""Use cases of handing in: make a version, send it to a body, give a link to it."""

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.handing.looks import looks_data
from bln.handing.models import HandIn, PlanVersion, Way
from bln.handing.papers import Making
from bln.handing.queries import ARRIVED, PLAN_LINK, returned_by, versions_of
from bln.mail.models import Mail
from bln.mail.queue import queue_mail
from bln.networks.models import Network, ReceivingBody
from bln.people.models import Account
from bln.people.tokens import issue_token, revoke_tokens
from bln.plans.documents import plan_to_hand_in
from bln.plans.queries import body_of
from bln.versions import next_version
from meetings.plan_decisions import HandedIn
from meetings.snapshot import fingerprint, to_data

HAND_IN = "plan_hand_in"
LINK_LASTS = timedelta(days=90)


class NoBodies(Exception):
    """Nobody is to receive the plan: a version would reach no one."""


class AlreadyHandedIn(Exception):
    """The version has gone to this address, or is on its way."""


class NoAddress(Exception):
    """Nobody has said where the body's registry takes mail."""


def lock_plan(network: Network) -> None:
    """One at a time gives numbers and answers; whoever writes in the plan waits, too."""
    db.session.execute(select(Network.id).where(Network.id == network.id).with_for_update())


def make_version(network: Network, reason: str, account: Account, at: datetime | None = None) -> PlanVersion:
    """Hand in the plan as it stands: an immutable version, with its papers for each body, which tell its day: now, or
    `at`, when what has happened is played again.

    Raises `NoBodies`, and what `next_version` raises; after a referral back it is new though nothing else changed.
    """
    lock_plan(network)
    if not network.bodies:
        raise NoBodies
    bodies = tuple(body_of(body) for body in network.bodies)
    handed = HandedIn(plan_to_hand_in(network), bodies, network.programme.title, network.place)
    mark, last = fingerprint(to_data(handed)), next(iter(versions_of(network)), None)
    returned = returned_by(network, last) if last else ()
    handed = replace(handed, returned=returned)
    version = PlanVersion(
        id=uuid.uuid4(),
        network=network,
        version=next_version(last, reason, unchanged=last is not None and last.fingerprint == mark and not returned),
        reason=reason,
        returned="\n".join(each.words for each in returned),
        content=to_data(handed),
        looks=looks_data(network.bodies),
        fingerprint=mark,
        submitted_at=at or utcnow(),
        submitted_by_id=account.id,
    )
    db.session.add(version)
    for body in bodies:
        db.session.add_all(Making(version, handed, body).rows())
    audit(AuditAction.PLAN_HANDED_IN, ObjectKind.PLAN, version.id, network.programme_id, by=account)
    commit()
    return version


def set_address(body: ReceivingBody, address: str, hand_in_on: date | None, sits_on: date | None) -> None:
    """Say where a body's registry takes mail, by when it wants the plan and when it meets."""
    body.registry_address, body.hand_in_on, body.sits_on = address, hand_in_on, sits_on
    network = db.session.get_one(Network, body.network_id)
    audit(AuditAction.NETWORK_CHANGED, ObjectKind.NETWORK, network.id, network.programme_id)
    commit()


def send_to_registry(version: PlanVersion, body: ReceivingBody, account: Account) -> HandIn:
    """Mail the papers of a version to a body's registry. Raises `NoAddress` or `AlreadyHandedIn`."""
    lock_plan(version.network)
    if not body.registry_address:
        raise NoAddress
    if _is_under_way(version, body):
        raise AlreadyHandedIn
    mail = queue_mail(HAND_IN, body.registry_address, {"version": str(version.id), "body": str(body.id)})
    return _handed_in(HandIn(id=mail.id, way=Way.MAIL, address=body.registry_address), version, body.id, account)


def hand_in_by_hand(version: PlanVersion, body_id: uuid.UUID, account: Account) -> HandIn:
    """Remember that somebody has handed in the files in another way; once is enough."""
    lock_plan(version.network)
    said = select(HandIn).filter_by(version_id=version.id, body_id=body_id, way=Way.BY_HAND, bounced=False)
    if told := db.session.scalar(said.limit(1)):
        return told
    return _handed_in(HandIn(id=uuid.uuid4(), way=Way.BY_HAND), version, body_id, account)


def _is_under_way(version: PlanVersion, body: ReceivingBody) -> bool:
    mine = (HandIn.version_id == version.id, HandIn.body_id == body.id, HandIn.address == body.registry_address)
    query = select(HandIn.id).outerjoin(Mail, Mail.id == HandIn.id).where(*mine, ARRIVED)
    return db.session.scalar(query.limit(1)) is not None


def _handed_in(row: HandIn, version: PlanVersion, body_id: uuid.UUID, account: Account) -> HandIn:
    row.version, row.body_id, row.submitted_by_id = version, body_id, account.id
    db.session.add(row)
    audit(AuditAction.PLAN_SENT, ObjectKind.PLAN, version.id, version.network.programme_id, by=account)
    commit()
    return row


def say_it_bounced(row: HandIn, account: Account) -> None:
    """Remember that a mail came back: the body has nothing yet."""
    row.bounced = True
    version = row.version
    audit(AuditAction.PLAN_SENT, ObjectKind.PLAN, version.id, version.network.programme_id, by=account)
    commit()


def make_link(version: PlanVersion, body_id: uuid.UUID, account: Account) -> str:
    """A new secret of a link that shows a body its papers for `LINK_LASTS`."""
    secret = issue_token(PLAN_LINK, body_id, LINK_LASTS)
    audit(AuditAction.PLAN_SENT, ObjectKind.PLAN, version.id, version.network.programme_id, by=account)
    commit()
    return secret


def revoke_links(body_id: uuid.UUID) -> None:
    """End every link of a body."""
    revoke_tokens(PLAN_LINK, body_id)
    commit()
