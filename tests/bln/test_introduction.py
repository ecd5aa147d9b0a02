"""The introduction: written by staff, seen when one likes, and known to nobody but oneself."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from bln.audit.models import AuditAction, AuditEntry
from bln.introduction.models import Introduction, IntroductionMark, MarkKind
from bln.introduction.queries import introduction_of
from bln.introduction.services import NOTHING, Content, content_of, mark_introduction, save_introduction
from bln.networks.models import Network
from bln.people.models import Account, MemberUser, Person, Role
from bln.privacy.queries import kept_of
from bln.privacy.services import erase_person
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

EDIT, HOME, AT = "/program/cykla/introduktion", "/natverk/ekby", "/natverk/ekby/introduktion"
FILM = "https://film.example.org/start"
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\nVälkommen hit."
FULL = Content(FILM, 12, captions=CAPTIONS, transcript="# Start\n\nVi cyklar tillsammans.")


@pytest.fixture
def staff(network: Network) -> Account:
    return make.make_account("staff", staff=True)


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


def write(network: Network, content: Content = FULL) -> None:
    save_introduction(network.programme, content_of(introduction_of(network.programme_id)).mark, content)


def post(client: Visitor, mark: str = NOTHING.mark, **fields: object) -> tuple[int, str]:
    empty = dict.fromkeys(("link", "minutes", "transcript", "captions"), "")
    answer = client.post(EDIT, data={"mark": mark, **empty, **fields}, content_type="multipart/form-data")
    return answer.status_code, answer.text


def stored(network: Network) -> Content:
    make.db.session.expire_all()
    return content_of(introduction_of(network.programme_id))


def test_staff_say_where_the_film_is_and_leaders_and_members_meet_it_on_their_start_page(
    client: Visitor, network: Network, staff: Account, leader: Account
) -> None:
    make.sign_in(client, staff)
    assert post(client, link=FILM, minutes="12", captioned="y", transcript="Vi cyklar.")[0] == 302
    guest = MemberUser(make.join(network, Person(name="Mia"), Role.MEMBER, Perspective.CARER))
    for user in (leader, guest):
        make.sign_in(client, user)
        home, page = client.get(HOME).text, client.get(AT).text
        assert "Introduktion till programmet" in home
        assert "12 minuter" in home
        assert "Se filmen på film.example.org" in page
        assert f'href="{FILM}"' in page
        assert "Länken öppnar en annan webbplats" in page
        assert "Undertexter finns i filmen" in page
        assert "Vi cyklar." in page
        assert not any(tag in page for tag in ("<iframe", "<video", "<embed"))


def test_staff_meet_no_card_and_nothing_tells_who_has_seen_it(
    client: Visitor, network: Network, staff: Account, leader: Account
) -> None:
    write(network)
    make.sign_in(client, staff)
    pages = (HOME, AT, EDIT, "/program/cykla", "/program/cykla/logg")
    before = [client.get(page).text for page in pages]
    mark_introduction(network.programme, leader, MarkKind.SEEN)
    after = [client.get(page).text for page in pages]
    assert [len(page) for page in after] == [len(page) for page in before]
    assert "Jag har sett den" not in "".join(after)
    assert "Ingen får veta vem som har sett introduktionen" in after[2]


@pytest.mark.parametrize(("kind", "words"), [("seen", "Du har sett"), ("put_away", "är undanlagd")])
def test_seen_or_put_away_it_leaves_the_start_page_and_can_be_taken_back_at_once(
    client: Visitor, network: Network, leader: Account, kind: str, words: str
) -> None:
    write(network)
    make.sign_in(client, leader)
    answer = client.post(f"{AT}/markera", data={"kind": kind})
    assert answer.location == f"{HOME}?introduktion=markerad#introduction"
    right_after = client.get(f"{HOME}?introduktion=markerad").text
    assert words in right_after
    assert "Ångra" in right_after
    assert words not in client.get(HOME).text
    assert "Jag har sett den" not in client.get(HOME).text
    assert AT in client.get(HOME).text, "it can still be found"
    client.post(f"{AT}/markera", data={"kind": ""})
    assert "Jag har sett den" in client.get(HOME).text


def test_a_mark_is_one_s_own(client: Visitor, network: Network, leader: Account) -> None:
    write(network)
    mark_introduction(network.programme, make.make_leader(network, "bo", Role.DEPUTY), MarkKind.SEEN)
    make.sign_in(client, leader)
    assert "Jag har sett den" in client.get(HOME).text


def test_nothing_else_can_be_marked(client: Visitor, network: Network, leader: Account) -> None:
    make.sign_in(client, leader)
    assert client.post(f"{AT}/markera", data={"kind": "liked"}).status_code == 422


def test_without_an_introduction_nothing_stands_on_the_start_page(
    client: Visitor, network: Network, leader: Account
) -> None:
    make.sign_in(client, leader)
    assert "ntroduktion" not in client.get(HOME).text
    assert "Det finns ingen introduktion än" in client.get(AT).text
    assert client.get(f"{AT}.docx").status_code == 404
    assert client.get(f"{AT}.vtt").status_code == 404


@pytest.mark.parametrize(
    "link",
    [
        "http://film.example.org",
        "javascript:alert(1)",
        "//film.example.org",
        "film.example.org",
        "https://namn:losen@film.example.org",
        "https://film example.org",
        "https://",
        "https://film.example.org:x",
        "https://[",
    ],
)
def test_only_a_whole_safe_address_is_taken_and_nothing_written_is_lost(
    client: Visitor, network: Network, staff: Account, link: str
) -> None:
    make.sign_in(client, staff)
    status, page = post(client, link=link, transcript="Vi cyklar.")
    assert status == 422
    assert "Den ska börja med https://" in page
    assert "Vi cyklar." in page
    assert stored(network) == NOTHING


def test_a_file_of_captions_is_refused_with_line_and_reason_and_stands_in_the_field(
    client: Visitor, network: Network, staff: Account
) -> None:
    make.sign_in(client, staff)
    bad = b"WEBVTT\n\n00:01,000 --> 00:02.000\nHej\n\n00:03.000 --> 00:04.000\nNka & Co\n"
    status, page = post(client, file=(BytesIO(bad), "film.vtt"), transcript="Vi cyklar.")
    assert status == 422
    assert "Rad 3: Här ska det stå en tid" in page
    assert "Rad 7: Skriv &amp;amp;" in page
    assert "00:01,000 --&gt; 00:02.000" in page
    assert "Vi cyklar." in page
    assert stored(network) == NOTHING


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"WEBVTT\n\n\xff\xfe", "inte att läsa"), (b"WEBVTT\n\n" + b"NOTE x\n" * 60_000, "för stor")],
)
def test_a_file_that_is_no_text_or_too_large_is_refused(
    client: Visitor, network: Network, staff: Account, content: bytes, told: str
) -> None:
    make.sign_in(client, staff)
    status, page = post(client, file=(BytesIO(content), "film.vtt"))
    assert status == 422
    assert told in page
    assert stored(network) == NOTHING


def test_a_sound_file_is_kept_handed_out_and_read_as_a_text_where_there_is_no_transcript(
    client: Visitor, network: Network, staff: Account, leader: Account
) -> None:
    make.sign_in(client, staff)
    assert post(client, link=FILM, file=(BytesIO(CAPTIONS.encode()), "film.vtt"))[0] == 302
    make.sign_in(client, leader)
    page, file = client.get(AT).text, client.get(f"{AT}.vtt")
    assert "0.01" in page
    assert "Välkommen hit." in page
    assert "gjord av filmens undertexter" in page
    assert (file.mimetype, file.text) == ("text/vtt", f"{CAPTIONS}\n")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Välkommen hit." in client.get(f"{AT}.md").text
    assert client.get(f"{AT}.docx").data[:2] == b"PK"


def test_the_text_is_shown_before_it_is_saved(client: Visitor, network: Network, staff: Account) -> None:
    make.sign_in(client, staff)
    status, page = post(client, transcript="# Början\n\nVi cyklar.", look="1")
    assert status == 200
    assert "Början</h3>" in page
    assert "inte sparad" in page
    assert stored(network) == NOTHING


def test_a_personal_number_is_refused(client: Visitor, network: Network, staff: Account) -> None:
    make.sign_in(client, staff)
    status, page = post(client, transcript="Ring 19811218-9876.")
    assert status == 422
    assert "personnummer" in page


def test_of_two_who_write_at_once_neither_is_overwritten(client: Visitor, network: Network, staff: Account) -> None:
    make.sign_in(client, staff)
    assert post(client, transcript="Först.")[0] == 302
    status, page = post(client, transcript="Sedan.")
    assert status == 409
    assert "Först." in page
    assert "Sedan." in page
    assert stored(network).transcript == "Först."
    assert post(client, stored(network).mark, transcript="Sedan.")[0] == 302
    assert stored(network).transcript == "Sedan."


def test_emptied_it_is_gone_and_whoever_had_seen_it_has_still_seen_it(
    client: Visitor, network: Network, staff: Account, leader: Account
) -> None:
    write(network)
    mark_introduction(network.programme, leader, MarkKind.SEEN)
    make.sign_in(client, staff)
    assert post(client, FULL.mark)[0] == 302
    assert make.db.session.scalar(select(func.count()).select_from(Introduction)) == 0
    assert [found.mark for found in kept_of(leader.person).introductions] == ["seen"]
    actions = make.db.session.scalars(select(AuditEntry.action)).all()
    assert actions.count(AuditAction.INTRODUCTION_CHANGED) == 2


def test_what_one_has_seen_stands_in_mina_uppgifter_and_goes_with_the_person(
    client: Visitor, network: Network, leader: Account
) -> None:
    write(network)
    deputy = make.make_leader(network, "bo", Role.DEPUTY)
    mark_introduction(network.programme, deputy, MarkKind.SEEN)
    make.sign_in(client, deputy)
    assert "Du har sett introduktionen till Cykla cykla" in client.get("/mina-uppgifter").text
    erase_person(deputy.person)
    assert make.db.session.scalar(select(func.count()).select_from(IntroductionMark)) == 0
