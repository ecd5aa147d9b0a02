"""The commands on accounts and people."""

import sys

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import db
from bln.networks.options import find_network
from bln.output import Refused
from bln.people.models import Account, Membership, Role
from bln.people.passwords import LONGEST_PASSWORD, Weakness
from bln.people.queries import account_of
from bln.people.services import AccountRefused, Refusal, add_account, end_account, reset_second_step
from bln.people.words import WEAK
from bln.privacy.services import DemoPerson, LastLeader, erase_person

LONGEST_NAME, LONGEST_EMAIL = 200, 254
ROLES = {Role.LEADER: "nätverksledare", Role.DEPUTY: "ställföreträdare för nätverksledaren"}
REFUSALS = {
    Refusal.EMAIL_TAKEN: "Det finns redan ett konto med den e-postadressen.",
    Refusal.EMAIL_INVALID: "E-postadressen går inte att använda. Skriv den som namn@example.se.",
    Refusal.PASSWORD_SHORT: WEAK[Weakness.SHORT],
    Refusal.PASSWORD_COMMON: WEAK[Weakness.COMMON],
}

user = AppGroup("user", help="Konton.")


@user.command("add")
@click.argument("email", metavar="E-POST")
@click.option("--name", metavar="NAMN", help="Personens namn.")
@click.option("--staff", is_flag=True, help="Kontot är för en Nka-medarbetare.")
@click.option("--network", metavar="NÄTVERK", help="Kontot är för den som leder det här nätverket.")
@click.option("--role", type=click.Choice([role.value for role in ROLES]), help="Rollen i nätverket.")
@click.option("--password-stdin", is_flag=True, help="Läs lösenordet från standard in, i stället för att fråga.")
def add(email: str, name: str | None, staff: bool, network: str | None, role: str | None, password_stdin: bool) -> None:
    """Skapa ett konto för en Nka-medarbetare eller för den som leder ett nätverk."""
    if name is None:
        raise click.UsageError("Skriv personens namn med --name.")
    if staff == (network is not None):
        raise click.UsageError("Välj antingen --staff eller --network.")
    if staff and role:
        raise click.UsageError("--role hör ihop med --network.")
    _check_line("Namnet", name, LONGEST_NAME)
    _check_line("E-postadressen", email, LONGEST_EMAIL)
    membership = None
    if network is not None:
        found = find_network(network)
        if found.programme.archived_at:
            raise Refused(f"{found.programme.title} är arkiverat och går inte att ändra. Öppna programmet igen först.")
        membership = Membership(network_id=found.id, role=Role(role or Role.LEADER))
    password = _read_password() if password_stdin else _ask_password()
    account = _store(email, name, password, membership)
    work = ROLES[membership.role] + f" i {membership.network.place}" if membership else "Nka-medarbetare"
    click.echo(f"Kontot {account.email} är skapat: {work}.")


@user.command("end")
@click.argument("email", metavar="E-POST")
def end(email: str) -> None:
    """Avsluta ett konto: det går inte att logga in med det mer. Det personen har sparat finns kvar."""
    account = _find(email)
    end_account(account)
    click.echo(f"Kontot {account.email} är avslutat, och alla dess inloggningar.")


@user.command("reset-totp")
@click.argument("email", metavar="E-POST")
def reset_totp(email: str) -> None:
    """Stäng av inloggning i två steg för den som har tappat både telefon och reservkoder."""
    account = _find(email)
    if account.totp_seed is None:
        raise Refused("Kontot har ingen inloggning i två steg.")
    reset_second_step(account)
    click.echo(f"Inloggning i två steg för {account.email} är avstängd, och alla inloggningar är avslutade.")


@user.command("erase")
@click.argument("email", metavar="E-POST")
@click.option("--yes", is_flag=True, help="Fråga inte.")
def erase(email: str, yes: bool) -> None:
    """Radera en person: namn, konto, adress och länkar. Nätverkets texter finns kvar."""
    account = _find(email)
    if not yes:
        click.confirm(f"Radera {account.email}? Det går inte att ångra.", abort=True)
    try:
        erase_person(account.person)
    except DemoPerson as refused:
        raise Refused("Demons konton går inte att radera.") from refused
    except LastLeader as refused:
        places = ", ".join(network.place for network in refused.networks)
        raise Refused(f"Lämna över först. Ingen annan leder: {places}. Lägg till någon med bln user add.") from refused
    click.echo("Personen är raderad.")


def _find(email: str) -> Account:
    account = account_of(email)
    if account is None:
        raise Refused("Det finns inget konto med den e-postadressen.")
    return account


def _check_line(what: str, text: str, longest: int) -> None:
    if not text.strip():
        raise Refused(f"{what} saknas.")
    if len(text) > longest:
        raise Refused(f"{what} får vara högst {longest} tecken.")
    if not text.isprintable():
        raise Refused(f"{what} innehåller tecken som inte går att använda.")


def _ask_password() -> str:
    return str(click.prompt("Lösenord", hide_input=True, confirmation_prompt="Lösenordet en gång till"))


def _read_password() -> str:
    """The first line of standard input."""
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise Refused("Lösenordet är inte skrivet i UTF-8.") from error


def _store(email: str, name: str, password: str, membership: Membership | None) -> Account:
    if len(password) > LONGEST_PASSWORD:
        raise Refused(f"Lösenordet får vara högst {LONGEST_PASSWORD} tecken.")
    try:
        account = add_account(email, name, password, staff=membership is None)
        if membership:
            account.person.memberships.append(membership)
            db.session.flush()
            audit(AuditAction.MEMBER_ADDED, ObjectKind.MEMBERSHIP, membership.id, membership.network.programme_id)
        db.session.commit()
    except AccountRefused as refused:
        raise Refused(REFUSALS[refused.reason]) from refused
    except IntegrityError as error:
        db.session.rollback()
        raise Refused(REFUSALS[Refusal.EMAIL_TAKEN]) from error
    return account
