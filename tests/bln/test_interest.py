"""Expressions of interest: from the public page to a network or a no, and what is kept of whom."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.audit.models import AuditAction, AuditEntry
from bln.interest.models import Interest, InterestState, Organisation
from bln.networks.models import Network, Programme
from bln.regions import REGIONS
from tests.bln import factories as make
from tests.bln.visitor import Visitor

FORM = {
    "place": "Almvik",
    "region": "Region Skåne",
    "organisation_kind": "municipality",
    "organisation": "Almviks kommun",
    "contact_name": "Eva Ek",
    "contact_email": "Eva@Example.Invalid",
    "message": "Vi vill gärna.",
    "website": "",
}
NETWORK = {"place": "Almvik", "region": "Region Skåne", "variant": "three", "slug": ""}
LIST = "/program/cykla/intresse"


def express(client: Visitor, **changes: str) -> TestResponse:
    return client.post("/intresse", data=FORM | changes)


def interests(session: scoped_session[Session]) -> list[Interest]:
    return list(
        session.scalars(select(Interest).order_by(Interest.created_at).execution_options(populate_existing=True))
    )


@pytest.fixture
def programme(db_session: scoped_session[Session]) -> Programme:
    return make.make_programme()


@pytest.fixture
def staff(client: Visitor, programme: Programme) -> Visitor:
    """A browser in which staff are signed in, after somebody else's two expressions of interest."""
    express(client)
    express(client, place="Norrby", region="Region Norrbotten", organisation_kind="civil_society")
    make.sign_in(client, make.make_account("staff", staff=True))
    return client


def test_anybody_can_express_interest_and_reads_what_happens(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    assert "raderas av Nka när ni har fått svar" in client.get("/intresse").text
    assert express(client).location == "/intresse/tack"
    assert "Ni får svar" in client.get("/intresse/tack").text
    (kept,) = interests(db_session)
    assert (kept.place, kept.region, kept.organisation) == ("Almvik", "Region Skåne", "Almviks kommun")
    assert (kept.contact_name, kept.contact_email, kept.message) == (
        "Eva Ek",
        "eva@example.invalid",
        "Vi vill gärna.",
    )
    assert (kept.organisation_kind, kept.state) == (Organisation.MUNICIPALITY, InterestState.WAITING)


def test_the_sign_in_page_leads_there(client: Visitor) -> None:
    assert 'href="/intresse"' in client.get("/logga-in").text


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    assert express(client, website="https://spam.example").location == "/intresse/tack"
    assert interests(db_session) == []
    trap = re.search(r"<div[^>]*>\s*<label for=\"website\".*?</div>", client.get("/intresse").text, re.DOTALL)
    assert trap
    assert 'aria-hidden="true"' in trap[0]
    assert 'tabindex="-1"' in trap[0]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("place", " ", "Skriv var nätverket"),
        ("region", "", "Välj en region"),
        ("region", "Atlantis", "giltigt"),
        ("organisation_kind", "", "Välj vad ni är"),
        ("organisation", "", "Skriv vad kommunen"),
        ("contact_name", "", "Skriv ditt namn"),
        ("contact_email", "", "Skriv din e-postadress"),
        ("contact_email", "eva", "Skriv den som namn@example.se"),
        ("contact_email", "eva@example", "Skriv den som namn@example.se"),
        ("contact_email", "e" * 250 + "@example.se", "för lång"),
        ("message", "Ring 811218-9876", "personnummer"),
        ("message", "x" * 2_001, "Högst 2 000 tecken"),
    ],
)
def test_a_faulty_form_is_not_kept(
    client: Visitor, db_session: scoped_session[Session], field: str, value: str, said: str
) -> None:
    answer = express(client, **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert interests(db_session) == []


def test_a_form_that_is_too_large_is_refused_unread(client: Visitor, db_session: scoped_session[Session]) -> None:
    assert express(client, message="x" * 17_000).status_code == 413
    assert interests(db_session) == []


def test_whoever_writes_again_and_again_waits_and_loses_nothing(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    assert [express(client).status_code for _ in range(3)] == [302] * 3
    late = express(client, message="En gång till.")
    assert late.status_code == 429
    assert "Vänta 5 minuter" in late.text
    assert "En gång till." in late.text
    assert [express(client, contact_email=f"{n}@example.invalid").status_code for n in range(3)] == [302, 302, 429]
    assert len(interests(db_session)) == 5


def cells(page: str, region: str) -> list[str]:
    row = re.search(rf"<th[^>]*>{region}</th>(.*?)</tr>", page, re.DOTALL)
    assert row
    return re.findall(r"<span>(\d+)</span>", row[1])


def test_staff_see_who_wrote_and_how_they_spread_over_the_country(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme
) -> None:
    network = make.make_network(programme)
    network.region = "Region Skåne"
    make.make_network(programme, "alby")
    db_session.commit()
    page = staff.get(LIST).text
    for told in ("Almvik", "Almviks kommun", "Eva Ek", "eva@example.invalid", "Vi vill gärna.", "Norrby"):
        assert told in page
    assert cells(page, "Region Skåne") == ["1", "1", "0"]
    assert cells(page, "Region Norrbotten") == ["0", "1", "0"]
    assert cells(page, "Annan region") == ["1", "0", "0"], "the factory's region is none of the country's"
    lacking = re.search(r"Varken nätverk eller anmälan som väntar: ([^<]*)\.", page)
    assert lacking
    assert lacking[1].split(", ") == [name for name in REGIONS if name not in ("Region Skåne", "Region Norrbotten")]


def test_there_are_21_regions_in_swedish_order() -> None:
    assert len(set(REGIONS)) == 21
    assert REGIONS[-3:] == ("Region Örebro län", "Region Östergötland", "Västra Götalandsregionen")


def test_a_network_is_made_of_an_expression_of_interest(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme
) -> None:
    first, second = interests(db_session)
    address = f"/program/cykla/nytt-natverk?intresse={first.id}"
    page = staff.get(address).text
    assert 'value="Almvik"' in page
    assert '<option value="Region Skåne" selected>' in page
    assert 'value="Almviks kommun"' in page
    assert '<option value="municipality" selected>' in page
    assert staff.post(address, data=NETWORK).location == "/natverk/almvik"
    first, second = interests(db_session)
    network = db_session.scalars(select(Network)).one()
    assert (first.state, first.network_id) == (InterestState.ACCEPTED, network.id)
    assert first.decided_at
    assert second.state is InterestState.WAITING
    assert staff.post(address, data=NETWORK).status_code == 404, "it is answered"


def test_an_interest_stays_waiting_when_its_network_cannot_be_made(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme
) -> None:
    make.make_network(programme, "almvik")
    (first, _) = interests(db_session)
    address = f"/program/cykla/nytt-natverk?intresse={first.id}"
    assert staff.post(address, data=NETWORK | {"slug": "almvik"}).status_code == 422
    assert interests(db_session)[0].state is InterestState.WAITING


def test_a_no_can_be_undone(staff: Visitor, db_session: scoped_session[Session]) -> None:
    first = interests(db_session)[0]
    staff.post(f"{LIST}/{first.id}/avboj")
    assert interests(db_session)[0].state is InterestState.DECLINED
    assert "Norrby" not in staff.get(f"{LIST}?lage=declined").text.partition("Spridningen")[0]
    staff.post(f"{LIST}/{first.id}/angra")
    found = interests(db_session)[0]
    assert (found.state, found.decided_at) == (InterestState.WAITING, None)
    decided = select(AuditEntry.object_id).where(AuditEntry.action == AuditAction.INTEREST_DECIDED)
    assert list(db_session.scalars(decided)) == [first.id, first.id]


def test_an_accepted_one_is_not_declined_afterwards(staff: Visitor, db_session: scoped_session[Session]) -> None:
    first = interests(db_session)[0]
    staff.post(f"/program/cykla/nytt-natverk?intresse={first.id}", data=NETWORK)
    for what in ("avboj", "angra"):
        staff.post(f"{LIST}/{first.id}/{what}")
    assert interests(db_session)[0].state is InterestState.ACCEPTED


def test_contacts_go_when_they_are_answered_and_the_spread_stays(
    staff: Visitor, db_session: scoped_session[Session]
) -> None:
    first, second = interests(db_session)
    assert "Det finns inget att radera" in staff.get(f"{LIST}/gallra").text
    staff.post(f"{LIST}/{first.id}/avboj")
    assert "Det gäller 1 anmälan" in staff.get(f"{LIST}/gallra").text
    assert interests(db_session)[0].contact_name, "asking takes nothing away"
    assert staff.post(f"{LIST}/gallra").location == LIST
    first, second = interests(db_session)
    assert (first.contact_name, first.contact_email, first.message) == (None, None, None)
    assert (first.place, first.organisation) == ("Almvik", "Almviks kommun")
    assert second.contact_email == "eva@example.invalid"
    page = staff.get(f"{LIST}?lage=declined").text
    assert "Raderad" in page
    assert cells(page, "Region Skåne") == ["0", "0", "1"]
