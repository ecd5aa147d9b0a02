"""The commands on accounts."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network, Programme
from bln.people.models import Account, Role
from bln.people.services import check_password
from bln.people.tokens import Link, issue_token
from bln.programmes.services import archive
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PASSWORD = "en lång mening"
STAFF = ["anna@example.org", "--name", "Anna", "--staff"]


def add(app: Flask, *arguments: str, input: str | bytes = PASSWORD + "\n") -> Result:
    return app.test_cli_runner().invoke(args=["user", "add", *arguments, "--password-stdin"], input=input)


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    programme = Programme(slug="program", title="Program", term="2026", template_data={})
    network = Network(programme=programme, slug="norr", place="Norr", region="R")
    db_session.add(network)
    db_session.commit()
    return network


def accounts(session: scoped_session[Session]) -> int:
    return session.scalar(select(func.count()).select_from(Account)) or 0


def test_staff_get_an_account_that_opens(app: Flask, db_session: scoped_session[Session]) -> None:
    result = add(app, *STAFF)
    assert (result.exit_code, result.output) == (0, "Kontot anna@example.org är skapat: Nka-medarbetare.\n")
    account = check_password("Anna@example.org", PASSWORD)
    assert account is not None
    assert account.staff
    assert account.person.name == "Anna"


@pytest.mark.parametrize(
    ("more", "role", "words"),
    [
        ([], Role.LEADER, "nätverksledare i Norr"),
        (["--role", "deputy"], Role.DEPUTY, "ställföreträdare för nätverksledaren i Norr"),
    ],
)
def test_who_leads_a_network_gets_an_account_with_that_role(
    app: Flask, network: Network, more: list[str], role: Role, words: str
) -> None:
    result = add(app, "bo@example.org", "--name", "Bo", "--network", "norr", *more)
    assert result.output == f"Kontot bo@example.org är skapat: {words}.\n"
    account = check_password("bo@example.org", PASSWORD)
    assert account is not None
    assert not account.staff
    (membership,) = account.person.memberships
    assert (membership.network_id, membership.role, membership.perspectives) == (network.id, role, ())


def test_the_password_is_asked_for_twice_and_never_shown(app: Flask, db_session: scoped_session[Session]) -> None:
    ask = ["user", "add", *STAFF]
    result = app.test_cli_runner().invoke(args=ask, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0
    assert "Lösenordet en gång till" in result.output
    assert PASSWORD not in result.output
    assert check_password("anna@example.org", PASSWORD)


def test_two_passwords_that_differ_make_no_account(app: Flask, db_session: scoped_session[Session]) -> None:
    ask = ["user", "add", *STAFF]
    result = app.test_cli_runner().invoke(args=ask, input=f"{PASSWORD}\nen annan mening\n")
    assert result.exit_code == 1
    assert accounts(db_session) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["anna@example.org", "--staff"], "Skriv personens namn med --name."),
        (["anna@example.org", "--name", "Anna"], "Välj antingen --staff eller --network."),
        ([*STAFF, "--network", "norr"], "Välj antingen --staff eller --network."),
        ([*STAFF, "--role", "leader"], "--role hör ihop med --network."),
    ],
)
def test_what_is_wrongly_asked_for_is_told(
    app: Flask, db_session: scoped_session[Session], arguments: list[str], message: str
) -> None:
    result = add(app, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert accounts(db_session) == 0


def test_nobody_comes_to_lead_a_network_that_is_archived(
    app: Flask, network: Network, db_session: scoped_session[Session]
) -> None:
    archive(network.programme)
    result = add(app, "bo@example.org", "--name", "Bo", "--network", "norr")
    assert result.exit_code == 1
    assert "är arkiverat och går inte att ändra" in result.output
    assert accounts(db_session) == 0


@pytest.mark.parametrize(
    ("arguments", "input", "message"),
    [
        (STAFF, "kort\n", "Lösenordet är för kort. Skriv minst 12 tecken."),
        (STAFF, "", "Lösenordet är för kort. Skriv minst 12 tecken."),
        (STAFF, "x" * 201, "Lösenordet får vara högst 200 tecken."),
        (STAFF, b"\xe5" * 20, "Lösenordet är inte skrivet i UTF-8."),
        (["anna", *STAFF[1:]], PASSWORD, "E-postadressen går inte att använda. Skriv den som namn@example.se."),
        (["a@" + "b" * 260, *STAFF[1:]], PASSWORD, "E-postadressen får vara högst 254 tecken."),
        (["a@b\nc", *STAFF[1:]], PASSWORD, "E-postadressen innehåller tecken som inte går att använda."),
        (["a@b", "--name", " ", "--staff"], PASSWORD, "Namnet saknas."),
        (["a@b", "--name", "x" * 201, "--staff"], PASSWORD, "Namnet får vara högst 200 tecken."),
        (
            ["a@b", "--name", "B", "--network", "nor"],
            PASSWORD,
            "Nätverket ”nor” finns inte. Menade du norr?",
        ),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    app: Flask,
    network: Network,
    db_session: scoped_session[Session],
    arguments: list[str],
    input: str | bytes,
    message: str,
) -> None:
    result = add(app, *arguments, input=input)
    assert (result.exit_code, result.stderr) == (1, message + "\n")
    assert accounts(db_session) == 0


def test_an_address_has_one_account(app: Flask, db_session: scoped_session[Session]) -> None:
    add(app, *STAFF)
    result = add(app, "ANNA@example.org", *STAFF[1:])
    assert result.stderr == "Det finns redan ett konto med den e-postadressen.\n"
    assert accounts(db_session) == 1


def test_an_ended_account_lets_nobody_in_and_puts_out_who_is(
    app: Flask, client: Visitor, db_session: scoped_session[Session]
) -> None:
    account = make.make_account("eva", password=PASSWORD)
    make.sign_in(client, account)
    link = issue_token(Link.SIGN_IN, account.id)
    db_session.commit()
    result = app.test_cli_runner().invoke(args=["user", "end", "Eva@example.invalid"])
    assert result.output == "Kontot eva@example.invalid är avslutat, och alla dess inloggningar.\n"
    assert client.get("/").location == "/logga-in"
    assert check_password("eva@example.invalid", PASSWORD) is None
    assert client.post(f"/logga-in/lank/{link}").status_code == 404
    again = app.test_cli_runner().invoke(args=["user", "end", "eva@example.invalid"])
    assert (again.exit_code, again.stderr) == (1, "Det finns inget konto med den e-postadressen.\n")
    assert add(app, "eva@example.invalid", "--name", "Eva", "--staff").exit_code == 1, "the address stays taken"
