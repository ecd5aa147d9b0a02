"""Use cases of expressions of interest."""

from dataclasses import dataclass

from sqlalchemy import update

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.interest.models import Interest, InterestState, Organisation
from bln.interest.queries import holds_contact
from bln.networks.models import Network, Programme
from bln.people.throttle import Trying, count_attempt


@dataclass(frozen=True)
class Expression:
    """What somebody wrote on the public page."""

    place: str
    region: str
    organisation_kind: Organisation
    organisation: str
    contact_name: str
    contact_email: str
    message: str


def express_interest(expression: Expression, address: str | None) -> Interest:
    """Keep an expression of interest, sent from an address of the net; raises `TooSoon`."""
    count_attempt(Trying.INTEREST, expression.contact_email, address)
    interest = Interest(**vars(expression))
    db.session.add(interest)
    commit()
    return interest


def accept(interest: Interest, network: Network) -> None:
    """A network was made of it. The caller commits."""
    interest.network_id = network.id
    _decide(interest, InterestState.ACCEPTED, network.programme)


def decline(interest: Interest, programme: Programme) -> None:
    """No network this time; undone by `reopen`. An accepted one stays accepted."""
    if interest.state is InterestState.WAITING:
        _decide(interest, InterestState.DECLINED, programme)
    commit()


def reopen(interest: Interest, programme: Programme) -> None:
    """Undo a `decline`."""
    if interest.state is InterestState.DECLINED:
        _decide(interest, InterestState.WAITING, programme)
    commit()


def dispose_contacts(programme: Programme) -> int:
    """Take away names, addresses and messages of all that are decided, and tell how many there were."""
    gone = update(Interest).where(holds_contact()).values(contact_name=None, contact_email=None, message=None)
    count = len(db.session.execute(gone.returning(Interest.id)).all())
    if count:
        audit(AuditAction.CONTACTS_DISPOSED, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()
    return count


def _decide(interest: Interest, state: InterestState, programme: Programme) -> None:
    interest.state = state
    interest.decided_at = None if state is InterestState.WAITING else utcnow()
    audit(AuditAction.INTEREST_DECIDED, ObjectKind.INTEREST, interest.id, programme.id)
