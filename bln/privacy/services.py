"""Use cases of one's own data: correct the name, withdraw from a network, be erased."""

from collections.abc import Iterable

from sqlalchemy import Column, Table, delete, select, update

from bln.audit.models import AuditAction, AuditEntry, ObjectKind
from bln.audit.services import audit
from bln.db import Base, commit, db
from bln.interest.models import Interest
from bln.mail.models import Mail, Notice
from bln.members.inviting import forget_invited
from bln.members.membership import end_membership, leave, revoke_link
from bln.networks.models import Network
from bln.networks.queries import meeting_rows
from bln.people.models import LEADING, Account, Membership, Person, Token
from bln.people.queries import DEMO_ROLES
from bln.people.sessions import end_sessions
from bln.privacy.queries import is_of
from bln.room.tool_models import SpeakingTurns


class LastLeader(Exception):
    """Nobody else leads these networks, which are not finished: somebody must take over first."""

    def __init__(self, networks: list[Network]) -> None:
        super().__init__("nobody else leads")
        self.networks = networks


class DemoPerson(Exception):
    """The demo's own accounts stay: everybody who tries the demo shares them."""


def correct_name(person: Person, name: str) -> None:
    """Write the name as it should be."""
    person.name = name
    commit()


def is_demo(person: Person) -> bool:
    """True of the people whom everybody who tries the demo shares."""
    return person.account is not None and person.account.email in DEMO_ROLES.values()


def led_alone(person: Person) -> list[Network]:
    """The unfinished networks that only this person leads."""
    return [membership.network for membership in _standing(person) if _leads_alone(membership)]


def withdraw(membership: Membership) -> None:
    """Leave a network and take one's consent back; what one took part in is still counted. Raises `LastLeader`."""
    _one_leaves_at_a_time([membership])
    if _leads_alone(membership):
        raise LastLeader([membership.network])
    leave(membership, takes_consent_back=True)


def erase_person(person: Person) -> None:
    """Erase a person: name, account, address, mail and links go, and nothing points there any longer.

    Documents stay, and never held the name. A membership stays as somebody unknown, so that a network still counts
    those who took part. Raises `LastLeader`, or `DemoPerson`.
    """
    account = person.account
    if is_demo(person):
        raise DemoPerson
    _one_leaves_at_a_time(_standing(person))
    alone = led_alone(person)
    if alone:
        raise LastLeader(alone)
    audit(AuditAction.PERSON_ERASED, ObjectKind.PERSON, person.id)
    memberships = list(db.session.scalars(select(Membership).where(Membership.person_id == person.id)))
    subjects = [person.id, *(membership.id for membership in memberships), *([account.id] if account else [])]
    for membership in memberships:
        if membership.left_at is None and not _finished(membership.network):
            end_membership(membership)
        revoke_link(membership)
        membership.person, membership.organisation = Person(), None
    db.session.flush()
    keys = [membership.id for membership in memberships]
    db.session.execute(delete(SpeakingTurns).where(SpeakingTurns.membership_id.in_(keys)))
    db.session.execute(delete(Token).where(Token.subject_id.in_(subjects)))
    db.session.execute(delete(Notice).where(Notice.person_id == person.id))
    db.session.execute(delete(Mail).where(is_of(person)))
    if account:
        _forget_contact(account.email)
        forget_invited(account.email)
        end_sessions(account)
        _let_go(Base.metadata.tables[Account.__tablename__], account.id)
        db.session.execute(delete(Account).where(Account.id == account.id))
    _let_go(Base.metadata.tables[Person.__tablename__], person.id)
    db.session.execute(delete(Person).where(Person.id == person.id))
    commit()


def _standing(person: Person) -> list[Membership]:
    query = select(Membership).where(Membership.person_id == person.id, Membership.left_at.is_(None))
    return list(db.session.scalars(query))


def _one_leaves_at_a_time(memberships: Iterable[Membership]) -> None:
    """Of two who lead a network and leave at once, the second learns that nobody else leads it any longer."""
    led = [membership.network_id for membership in memberships if membership.role in LEADING]
    db.session.execute(select(Network.id).where(Network.id.in_(led)).order_by(Network.id).with_for_update()).all()


def _leads_alone(membership: Membership) -> bool:
    if membership.role not in LEADING or _finished(membership.network):
        return False
    others = select(Membership.id).where(
        Membership.network_id == membership.network_id,
        Membership.id != membership.id,
        Membership.role.in_(LEADING),
        Membership.left_at.is_(None),
    )
    return db.session.scalar(others.limit(1)) is None


def _finished(network: Network) -> bool:
    rows = meeting_rows([network.id])[network.id]
    return bool(rows) and rows[-1].facts.submitted


def _forget_contact(email: str) -> None:
    """The address may stand in an expression of interest, too."""
    mine = update(Interest).where(Interest.contact_email == email)
    db.session.execute(mine.values(contact_name=None, contact_email=None, message=None))


def _let_go(target: Table, key: object) -> None:
    """Nothing points at a row that goes: whoever saved becomes unknown, what can't be without its owner goes too.

    The log lets go by itself, and no other way is open to it.
    """
    for table in reversed(Base.metadata.sorted_tables):
        if table.name == AuditEntry.__tablename__:
            continue
        for column in _pointing(table, target):
            if column.nullable:
                db.session.execute(update(table).where(column == key).values({column: None}))
            else:
                db.session.execute(delete(table).where(column == key))


def _pointing(table: Table, target: Table) -> list[Column[object]]:
    return [key.parent for key in table.foreign_keys if key.column is target.c.id]
