"""From a note to every place that it has reached."""

from bln.networks.models import Network
from bln.people.models import Account
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/1/spar"


def test_a_note_is_followed_to_summary_guide_plan_and_the_whole_country(
    client: Visitor, network: Network, leader: Account
) -> None:
    notes = make.write(network, leader, "Vägen är smal.", "Katten sov.")
    make.submit(network, leader)
    scope = make.meeting_scope(network)
    make.sort(scope, "stops", "Smal väg", [notes[0].id])
    make.share(scope, leader)
    national = make.round_scope(network.programme)
    make.sort(national, "stops", "Smala vägar", [notes[0].id])
    make.share(national, leader)
    page = client.get(HERE).text
    for place in (
        ">Sammanställning 1</a>: Smal väg",
        ">Guiden till möte 2</a>",
        ">Den lokala planen, kapitel 4</a>",
        ">Nationell sammanställning 1</a>: Smala vägar",
        "Den nationella rapporten",
    ):
        assert place in page
    assert "1 anteckning har inte tagits med någonstans än." in page
    assert "Inte med i något tema än." in page


def test_before_handing_in_the_page_says_what_will_stand_there(client: Visitor, leader: Account) -> None:
    assert "Inget är inlämnat än" in client.get(HERE).text


def test_the_number_of_questions_does_not_grow_with_the_notes(
    client: Visitor, network: Network, leader: Account
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    with counted_selects() as few:
        client.get(HERE)
    make.write(network, leader, *(f"Vägen är smal vid hus {number}." for number in range(60)))
    make.submit(network, leader, reason="Fler")
    with counted_selects() as many:
        client.get(HERE)
    assert len(many) == len(few)
