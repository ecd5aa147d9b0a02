"""A leader makes a guide her own: her prompts and minutes stay whatever is compiled, and nothing is overwritten."""

import re
from io import BytesIO

import pytest
from docx import Document as read_word
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network
from bln.people.models import Account, MemberUser, Role
from bln.room.adaptations import latest_adaptation
from bln.room.models import GuideAdaptation, GuideVersion
from meetings.adaptation import Adaptation
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

GUIDE = "/natverk/ekby/mote/2"
OWN = f"{GUIDE}/guide/egen"
FOLLOW_UPS = ("Hur är det i mörker?", "Hur är det i snö?")
EXAMPLE = "Backen vid kiosken."


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def form(client: Visitor, **changes: str) -> dict[str, str]:
    """What the page would post, with these changes."""
    html = client.get(OWN).text
    inputs = re.findall(r'<input(?=[^>]*name="([^"]+)")(?:[^>]*value="([^"]*)")?', html)
    data = {name: value for name, value in inputs if name != "csrf_token"}
    data |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?([^<]*)</textarea>', html))
    return data | changes


def own(client: Visitor, **changes: str) -> dict[str, str]:
    prompts = {"prompts-0-follow_ups": "\n".join(FOLLOW_UPS), "prompts-0-examples": EXAMPLE}
    return form(client, **(prompts | changes))


def standing(network: Network) -> Adaptation:
    return latest_adaptation(make.meeting_of(network, 2))[1]


def test_own_prompts_stand_under_the_question_on_the_page_in_word_and_in_the_room(
    client: Visitor, leader: Account, network: Network
) -> None:
    assert client.post(OWN, data=own(client, text="Fika från ett.")).status_code == 302
    page = client.get(GUIDE).text
    word = "\n".join(p.text for p in read_word(BytesIO(client.get(f"{GUIDE}/guide.docx").data)).paragraphs)
    markdown = client.get(f"{GUIDE}/guide.md").text
    for place in (page, word, markdown, client.get(f"{GUIDE}/anteckningar").text):
        assert "Nätverkets egna ingångar:" in place
        assert place.index(FOLLOW_UPS[0]) < place.index(FOLLOW_UPS[1]) < place.index(f"Exempel: {EXAMPLE}")
    for place in (page, word, markdown):
        assert "Fika från ett." in place


def test_the_room_asks_no_more_because_of_them(client: Visitor, leader: Account, network: Network) -> None:
    asked = []
    for data in (None, own(client)):
        if data:
            client.post(OWN, data=data)
        client.post(f"{GUIDE}/guide")
        client.get(f"{GUIDE}/anteckningar")  # a frozen guide is read once a process
        with counted_selects() as found:
            page = client.get(f"{GUIDE}/anteckningar").text
        asked.append(len(found))
    assert EXAMPLE in page
    assert asked[0] == asked[1] <= 5


def test_they_are_edited_and_taken_away_and_the_order_is_kept(
    client: Visitor, leader: Account, network: Network
) -> None:
    client.post(OWN, data=own(client))
    swapped = "\n".join(reversed(FOLLOW_UPS))
    client.post(OWN, data=own(client, **{"prompts-0-follow_ups": swapped, "prompts-0-examples": ""}))
    [prompt] = standing(network).prompts
    assert (prompt.follow_ups, prompt.examples) == (tuple(reversed(FOLLOW_UPS)), ())


def test_the_last_change_can_be_undone(client: Visitor, leader: Account, network: Network) -> None:
    client.post(OWN, data=own(client))
    gone = client.post(OWN, data=form(client, **{"prompts-0-follow_ups": "", "prompts-0-examples": ""}))
    assert "Ångra ändringen" in client.get(gone.location).text
    client.post(f"{GUIDE}/guide/angra", data={"version": "2"})
    assert standing(network).prompts[0].follow_ups == FOLLOW_UPS
    assert "Ångra ändringen" not in client.get(GUIDE).text


def test_an_undo_takes_nobody_elses_change_away(client: Visitor, leader: Account, network: Network) -> None:
    client.post(OWN, data=own(client))
    client.post(OWN, data=own(client, text="Den andra ledarens."))
    client.post(f"{GUIDE}/guide/angra", data={"version": "1"}, follow_redirects=True)
    assert standing(network).text == "Den andra ledarens."


def test_two_who_change_at_once_see_both_texts(client: Visitor, leader: Account, network: Network) -> None:
    mine = own(client, text="Min text.")
    client.post(OWN, data=own(client, text="Deras text."))
    answer = client.post(OWN, data=mine)
    assert answer.status_code == 409
    assert "Min text." in answer.text
    assert "Deras text." in answer.text
    assert standing(network).text == "Deras text."
    again = mine | {"version": "1"}
    assert 'name="version" type="hidden" value="1"' in answer.text
    assert client.post(OWN, data=again).status_code == 302
    assert standing(network).text == "Min text."


def test_the_same_again_makes_no_version(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    data = own(client)
    for _ in range(2):
        assert client.post(OWN, data=data).status_code == 302
    assert db_session.scalar(select(func.count()).select_from(GuideAdaptation)) == 1


def test_a_frozen_guide_takes_them_and_an_update_keeps_them(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Lyktor saknas vid bron.", "Fler lyktor vid skolan.")
    make.submit(network, leader)
    client.post(f"{GUIDE}/guide")
    client.post(OWN, data=own(client))
    assert EXAMPLE in client.get(GUIDE).text
    assert "Det finns en nyare sammanställning" not in client.get(GUIDE).text
    make.share(make.meeting_scope(network), leader)
    assert "Det finns en nyare sammanställning" in client.get(GUIDE).text
    client.post(f"{GUIDE}/guide")
    page = client.get(GUIDE).text
    assert EXAMPLE in page
    assert "Guiden bygger på sammanställningen av möte 1." in page
    versions = db_session.scalars(select(GuideVersion.content).order_by(GuideVersion.version)).all()
    assert [bool(version["prompts"][0]["examples"]) for version in versions] == [False, False, True, True]


def test_a_meeting_that_has_begun_keeps_its_guide_and_what_was_written_is_not_lost(
    client: Visitor, leader: Account, network: Network
) -> None:
    client.post(OWN, data=own(client))
    mine = own(client, text="För sent.")
    make.write(network, leader, "Ljus först.", number=2, question="first")
    answer = client.post(OWN, data=mine)
    assert answer.status_code == 422
    assert "Mötet har börjat" in answer.text
    assert "För sent." in answer.text
    assert "För sent." not in client.get(GUIDE).text
    assert EXAMPLE in client.get(GUIDE).text
    assert "Spara guiden" not in client.get(OWN).text
    client.post(f"{GUIDE}/guide/angra", data={"version": "1"})
    assert EXAMPLE in client.get(GUIDE).text


def test_minutes_sum_up_and_a_difference_is_advice_never_a_stop(
    client: Visitor, leader: Account, network: Network
) -> None:
    assert "lika långt som mötet" in client.get(OWN).text
    data = form(client)
    question = next(name for name, value in data.items() if name.endswith("-box") and "#" not in value)
    before = int(data[question.replace("-box", "-minutes")])
    assert client.post(OWN, data=data | {question.replace("-box", "-minutes"): str(before + 10)}).status_code == 302
    page = client.get(GUIDE).text
    assert re.search(r"Delarna blir (\d+) minuter, mötet är (\d+)\. Det är 10 för mycket\.", page)


def test_a_question_cannot_be_left_out_but_what_is_no_question_can(
    client: Visitor, leader: Account, network: Network
) -> None:
    data = form(client)
    question = next(name for name, value in data.items() if name.endswith("-box") and "#" not in value)
    refused = client.post(OWN, data=data | {question.replace("-box", "-minutes"): "0"})
    assert refused.status_code == 422
    assert "En fråga kan inte hoppas över." in refused.text


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("prompts-0-follow_ups", "Ring 811218-9876.", "ser ut som ett personnummer"),
        ("prompts-0-follow_ups", "\n".join(map(str, range(11))), "högst 10 får plats"),
        ("prompts-0-examples", "a" * 301, "En rad är för lång"),
        ("text", "a" * 1501, "Texten är för lång"),
        ("times-0-minutes", "tio", "heltal med siffror"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(
    client: Visitor, leader: Account, network: Network, field: str, value: str, fault: str
) -> None:
    answer = client.post(OWN, data=own(client, **{field: value}))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert fault in answer.text
    assert EXAMPLE in answer.text or field == "prompts-0-examples"
    assert standing(network) == Adaptation()


def test_a_member_reads_them_too(client: Visitor, leader: Account, network: Network) -> None:
    client.post(OWN, data=own(client))
    membership = make.join(network, make.make_account("deltagaren").person, Role.MEMBER)
    make.sign_in(client, MemberUser(membership))
    page = client.get(GUIDE).text
    assert EXAMPLE in page
    assert "Guiden är inte färdig än" in page
    assert "Lägg till egna" not in page
