"""Colleagues at Nka who are responsible for networks and for national themes."""

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.audit.models import AuditAction, AuditEntry
from bln.desk.models import DraftTheme, ThemeOwner
from bln.networks.models import Network, NetworkOwner, Programme
from bln.people.models import Account, Person
from bln.people.services import end_account
from bln.privacy.queries import kept_of
from bln.privacy.services import erase_person
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

BOARD = "/program/cykla"
SORTING = f"{BOARD}/omgang/1/sammanstallning/sortera"


@pytest.fixture
def programme(db_session: scoped_session[Session]) -> Programme:
    return make.make_programme()


@pytest.fixture
def networks(programme: Programme) -> list[Network]:
    return [make.make_network(programme, f"ort-{n}") for n in (1, 2, 3)]


@pytest.fixture
def nora(client: Visitor, db_session: scoped_session[Session]) -> Account:
    account = make.make_account("nora", staff=True)
    make.sign_in(client, account)
    return account


@pytest.fixture
def theme(programme: Programme, networks: list[Network], nora: Account) -> DraftTheme:
    """A national theme of the first round."""
    (note,) = make.write(networks[0], nora, "Vägen är smal.")
    make.submit(networks[0], nora)
    make.sort(make.round_scope(programme), "stops", "Smala vägar", [note.id])
    return make.db.session.scalars(select(DraftTheme)).one()


def assign(client: Visitor, slug: str, owner: object) -> None:
    assert client.post(f"/natverk/{slug}/ansvarig", data={"owner": str(owner)}).location == f"/natverk/{slug}"


def shown(client: Visitor, **asked: str) -> list[str]:
    page = client.get(BOARD, query_string=asked).text
    return re.findall(r'scope="row"[^>]*><a href="/natverk/(ort-[^"]+)"', page)


def owners() -> int:
    return sum(make.db.session.scalar(select(func.count()).select_from(of)) or 0 for of in (NetworkOwner, ThemeOwner))


def test_the_board_says_who_is_responsible_and_shows_only_ones_own_if_asked(
    client: Visitor, networks: list[Network], nora: Account
) -> None:
    olle = make.make_account("olle", staff=True)
    assign(client, "ort-1", nora.id)
    assign(client, "ort-2", olle.id)
    page = client.get(BOARD).text
    assert "Ansvarig: du" in page
    assert "Ansvarig: Olle" in page
    assert shown(client, mina="ja") == ["ort-1"]
    assert shown(client, mina="ja", q="ort-2") == []
    assert shown(client, mina="ja", lage="klart") == []
    assert shown(client, mina="ja", lage="saknar", ordning="nasta") == ["ort-1"]
    assert shown(client, mina="hittepå") == ["ort-1", "ort-2", "ort-3"]
    assert "1 av 3 nätverk." in client.get(f"{BOARD}?mina=ja").text


def test_the_choice_of_ones_own_is_kept_from_page_to_page(
    client: Visitor, programme: Programme, nora: Account, db_session: scoped_session[Session]
) -> None:
    for n in range(60):
        network = make.make_network(programme, f"ort-{n}")
        make.db.session.add(NetworkOwner(network_id=network.id, account_id=nora.id))
    make.db.session.commit()
    page = client.get(f"{BOARD}?mina=ja&lage=saknar").text
    assert "lage=saknar&amp;ordning=namn&amp;mina=ja&amp;sida=2" in page
    assert len(shown(client, mina="ja", sida="2")) == 10


def test_whoever_has_no_networks_is_told_how_to_get_them(
    client: Visitor, networks: list[Network], nora: Account
) -> None:
    assert "Inga nätverk är dina" in client.get(f"{BOARD}?mina=ja").text


def test_the_leaders_read_whom_to_turn_to_but_never_an_address(
    client: Visitor, networks: list[Network], nora: Account
) -> None:
    assign(client, "ort-1", nora.id)
    member = make.make_account("mia")
    make.join(networks[0], member.person, make.Role.MEMBER)
    make.sign_in(client, make.make_leader(networks[0]))
    assert "Din kontakt på Nka är Nora." in client.get("/natverk/ort-1").text
    make.sign_in(client, member)
    assert "Nora" not in client.get("/natverk/ort-1").text
    make.db.session.get_one(Person, nora.person_id).name = None
    make.db.session.commit()
    make.sign_in(client, make.make_leader(networks[0], "vikarien"))
    page = client.get("/natverk/ort-1").text
    assert "nora@" not in page
    assert "Din kontakt på Nka" not in page


def test_only_a_colleague_can_be_responsible_and_it_is_logged_and_taken_back(
    client: Visitor, networks: list[Network], nora: Account
) -> None:
    assign(client, "ort-1", make.make_leader(networks[0]).id)
    assert owners() == 0
    assign(client, "ort-1", nora.id)
    assign(client, "ort-1", nora.id)
    assert owners() == 1
    assign(client, "ort-1", "ingen")
    assert owners() == 0
    logged = select(func.count()).where(AuditEntry.action == AuditAction.NETWORK_ASSIGNED)
    assert make.db.session.scalar(logged) == 3


def test_a_national_theme_is_given_to_a_colleague_and_shows_where_it_is_sorted(
    client: Visitor, theme: DraftTheme, nora: Account
) -> None:
    address = f"{BOARD}/omgang/1/sammanstallning/ansvarig?tema={theme.id}"
    assert "Ansvarig: Smala vägar" in client.get(address).text
    gone = client.post(address, data={"owner": str(nora.id)})
    assert gone.location.endswith(f"#tema-{theme.id}")
    assert "Ansvarig: du" in client.get(f"{SORTING}?fraga=stops").text
    assert "du är ansvarig för 1 tema" in client.get(BOARD).text.replace("\xa0", " ")
    assert client.post(address, data={"owner": "hittepå"}).status_code == 422
    client.post(address, data={"owner": "ingen"})
    assert "Ansvarig: du" not in client.get(f"{SORTING}?fraga=stops").text
    assert client.get(address.replace(str(theme.id), "borta")).status_code == 302


def test_a_theme_that_is_removed_lets_go(client: Visitor, theme: DraftTheme, nora: Account) -> None:
    make.db.session.add(ThemeOwner(theme_id=theme.id, account_id=nora.id))
    make.db.session.commit()
    make.db.session.delete(theme)
    make.db.session.commit()
    assert owners() == 0


@pytest.mark.parametrize("way", ["ended", "erased"])
def test_an_account_that_goes_lets_go_and_what_it_has_is_shown(
    client: Visitor, networks: list[Network], theme: DraftTheme, nora: Account, way: str
) -> None:
    assign(client, "ort-1", nora.id)
    make.db.session.add(ThemeOwner(theme_id=theme.id, account_id=nora.id))
    make.db.session.commit()
    person = make.db.session.get_one(Person, nora.person_id)
    kept = kept_of(person)
    assert (kept.responsible, kept.themes) == (("Ort-1",), 1)
    assert "Nätverk som du är ansvarig för på Nka: Ort-1." in client.get("/mina-uppgifter").text
    if way == "erased":
        erase_person(person)
    else:
        end_account(make.db.session.get_one(Account, nora.id))
        make.db.session.commit()
    assert owners() == 0


def test_ones_own_board_asks_as_little_for_sixty_networks_as_for_three(
    client: Visitor, programme: Programme, nora: Account
) -> None:
    asked = {}
    for first, last in ((1, 3), (4, 60)):
        for n in range(first, last + 1):
            network = make.make_network(programme, f"ort-{n:03}")
            owner = make.make_account(f"kollega-{n}", staff=True) if n % 2 else nora
            make.db.session.add(NetworkOwner(network_id=network.id, account_id=owner.id))
        make.db.session.commit()
        with counted_selects() as found:
            assert client.get(BOARD).status_code == 200
        asked[last] = len(found)
    assert asked[3] == asked[60] <= 14
