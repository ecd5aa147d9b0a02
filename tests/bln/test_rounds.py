"""A round over networks: who has handed in, who is missing, and what the national summary stands on."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.desk.models import SummaryVersion
from bln.desk.services import begin_draft, compiled_draft, share_summary
from bln.networks.models import Network, Programme
from bln.people.models import Account
from bln.room.models import Note
from meetings.snapshot import from_data
from meetings.summary import Summary
from tests.bln import factories as make
from tests.bln.visitor import Visitor

SLUGS = ("alby", "berga", "dalby", "ekby", "falla", "garda", "hult", "ingared", "kulla")
HERE = "/program/cykla/omgang/1/sammanstallning"


@pytest.fixture
def programme(db_session: scoped_session[Session]) -> Programme:
    return make.make_programme()


@pytest.fixture
def networks(programme: Programme) -> list[Network]:
    return [make.make_network(programme, slug) for slug in SLUGS]


@pytest.fixture
def staff(client: Visitor, db_session: scoped_session[Session]) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


def hand_in(network: Network, staff: Account) -> Note:
    [note] = make.write(network, staff, f"Lyktor saknas i {network.place}.")
    make.submit(network, staff)
    return note


def shared(db_session: scoped_session[Session]) -> list[tuple[str, Summary]]:
    db_session.expire_all()
    found = db_session.scalars(select(SummaryVersion).order_by(SummaryVersion.version))
    return [(version.reason, from_data(Summary, version.content)) for version in found]


def test_the_missing_networks_are_named_and_come_in_with_a_new_version(
    client: Visitor,
    networks: list[Network],
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    notes = [hand_in(network, staff) for network in networks[:8]]
    make.sort(make.round_scope(networks[0].programme), "stops", "Ljus", [note.id for note in notes])
    client.post(f"{HERE}/dela")
    page = client.get(HERE).text
    assert "8 av 9" in page.replace("\xa0", " ")
    assert "Kulla" in page
    hand_in(networks[8], staff)
    assert client.post(f"{HERE}/dela").status_code == 422, "a second version needs its reason"
    client.post(f"{HERE}/dela", data={"reason": "Kulla har lämnat in."})
    (_, first), (reason, second) = shared(db_session)
    assert reason == "Kulla har lämnat in."
    assert (first.version, first.missing, first.submitted) == (1, ("kulla",), SLUGS[:8])
    assert (second.version, second.missing, second.submitted) == (2, (), SLUGS)
    assert (first.notes, second.notes) == (8, 9)
    assert [source.network for source in second.unsorted] == ["kulla"]


def test_guides_that_are_held_stay_when_a_round_gets_a_new_version(
    client: Visitor, networks: list[Network], staff: Account
) -> None:
    for network in networks[:3]:
        hand_in(network, staff)
    scope = make.round_scope(networks[0].programme)
    make.share(scope, staff)
    make.write(networks[0], staff, "Ljus först.", number=2, question="first")
    address = "/natverk/alby/mote/2/guide.md"
    held = client.get(address).text
    hand_in(networks[3], staff)
    share_summary(scope, "En till.", staff)
    assert client.get(address).text == held


def test_a_network_that_handed_in_without_a_word_on_the_step_is_not_missing(
    programme: Programme, staff: Account
) -> None:
    """It merged two steps into one meeting, and all its notes were about the other step."""
    make.write(make.make_network(programme, "alby"), staff, "Ljus först.", number=2, question="first")
    short = make.make_network(programme, "kort", variant="two")
    make.write(short, staff, "Kommunen ordnar det.", number=2, question="way")
    for network in programme.networks:
        make.submit(network, staff, number=2)
    scope = make.round_scope(programme, "choose")
    summary = compiled_draft(scope, begin_draft(scope))
    assert summary.submitted == ("alby", "kort")
    assert summary.missing == ()


def test_a_round_joins_networks_by_step_and_not_by_the_number_of_the_meeting(
    programme: Programme, staff: Account
) -> None:
    long, short = make.make_network(programme, "alby"), make.make_network(programme, "kort", variant="two")
    make.write(long, staff, "Kommunen ordnar det.", number=3, question="way")
    make.submit(long, staff, number=3)
    make.write(short, staff, "Ljus först.", number=2, question="first")
    make.write(short, staff, "Byalaget ordnar det.", number=2, question="way")
    make.submit(short, staff, number=2)
    scope = make.round_scope(programme, "ride")
    summary = compiled_draft(scope, begin_draft(scope))
    sources = [*summary.unsorted, *(source for theme in summary.themes for source in theme.sources)]
    assert {(source.network, source.meeting) for source in sources} == {("alby", 3), ("kort", 2)}
    assert summary.notes == 2


def test_national_themes_know_the_networks_own(programme: Programme, staff: Account) -> None:
    network = make.make_network(programme, "alby")
    make.write(network, staff, "Lyktor saknas vid bron.", "Fler lyktor vid skolan.")
    make.submit(network, staff)
    make.share(make.meeting_scope(network), staff)
    version = make.share(make.round_scope(programme), staff)
    [theme] = from_data(Summary, version.content).themes
    assert [(ref.network, ref.meeting, ref.title) for ref in theme.related] == [("alby", 1, "Lyktor")]


def test_a_leader_reads_a_round_without_the_other_networks_notes(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    network = make.make_network(programme, "alby")
    texts = [f"Lyktor saknas vid {place}." for place in ("bron", "ån", "skolan", "backen", "torget", "kyrkan")]
    notes = make.write(network, staff, *texts)
    make.submit(network, staff)
    make.sort(make.round_scope(programme), "stops", "Lyktor", [note.id for note in notes])
    make.share(make.round_scope(programme), staff)
    reader = client.application.test_client()
    make.sign_in(reader, make.make_leader(make.make_network(programme, "berga")))
    for address in (HERE, f"{HERE}?anteckningar=1", f"{HERE}.md", f"{HERE}.md?anteckningar=1"):
        page = reader.get(address).text
        assert "Lyktor" in page
        assert "Lyktor saknas vid kyrkan." not in page, "the sixth note is behind the theme, not in its text"
    assert "Lyktor saknas vid kyrkan." in client.get(f"{HERE}?anteckningar=1").text
    assert "Lyktor saknas vid kyrkan." not in client.get(f"{HERE}.md?anteckningar=1").text, "a file goes to others"
    for action in ("borja", "dela", "sortera"):
        assert reader.post(f"{HERE}/{action}").status_code == 403


def test_a_round_that_nobody_has_handed_in_says_so(client: Visitor, networks: list[Network], staff: Account) -> None:
    assert "Det finns inget att sammanställa än" in client.get(HERE).text
    assert client.get(f"{HERE}.docx").status_code == 404
    assert client.post(f"{HERE}/borja").location == HERE


def test_notes_that_nobody_has_worded_never_reach_the_other_networks(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    network = make.make_network(programme, "alby")
    make.write(network, staff, "Vår enda politiker lovade lyktor.", "Lyktor är lovade.")
    make.submit(network, staff)
    begin_draft(make.round_scope(programme))
    make.share(make.round_scope(programme), staff)
    other = make.make_network(programme, "berga")
    reader = client.application.test_client()
    make.sign_in(reader, make.make_leader(other))
    for address in (HERE, f"{HERE}.md", "/natverk/berga/mote/2", "/natverk/berga/mote/2/guide.md"):
        page = reader.get(address)
        assert page.status_code == 200
        assert "politiker lovade" not in page.text
    assert "politiker lovade" not in client.get("/program/cykla/rapport.md").text


def test_what_comes_in_after_sharing_is_told_to_staff(client: Visitor, networks: list[Network], staff: Account) -> None:
    hand_in(networks[0], staff)
    make.sort(make.round_scope(networks[0].programme), "stops", "Ljus", [])
    make.share(make.round_scope(networks[0].programme), staff)
    assert "efter version 1" not in client.get(HERE).text
    hand_in(networks[1], staff)
    page = client.get(HERE).text.replace("\xa0", " ")
    assert "1 anteckning har lämnats in efter version 1." in page
    assert networks[1].place in page
    assert "delad, nytt har kommit" in client.get("/program/cykla").text


def test_staff_reach_the_notes_behind_a_round_in_two_clicks(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    network = make.make_network(programme, "alby")
    notes = make.write(network, staff, "Lyktor saknas vid kyrkan.")
    make.submit(network, staff)
    make.sort(make.round_scope(programme), "stops", "Lyktor", [note.id for note in notes])
    make.share(make.round_scope(programme), staff)
    first = client.get(HERE).text
    address = re.search(r'href="([^"]+anteckningar=1[^"]*)"', first)
    assert address
    behind = client.get(address[1].replace("&amp;", "&")).text
    mark = re.search(r'class="mark" href="#([^"]+)"', behind)
    assert mark
    assert f'id="{mark[1]}"' in behind
    assert "Lyktor saknas vid kyrkan." in behind
