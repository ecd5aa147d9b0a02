"""Compiling a meeting: begin, sort, word, share."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.desk.models import DraftTheme, SortedNote, SummaryDraft, SummaryVersion
from bln.desk.services import begin_draft, share_summary
from bln.networks.models import CompiledBy, Network
from bln.people.models import Account
from bln.room.models import Note
from bln.room.services import NoteContent, edit_note
from bln.versions import Unchanged
from meetings import themes
from meetings.snapshot import from_data
from meetings.summary import Summary
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/1/sammanstallning"
SORT = f"{HERE}/sortera?fraga=stops"


@pytest.fixture
def staff(network: Network, client: Visitor) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


@pytest.fixture
def notes(network: Network, staff: Account) -> list[Note]:
    """Three notes that are handed in; the suggestions put the first two together."""
    texts = ("Lyktor saknas vid bron.", "Fler lyktor vid skolan.", "Bilarna kör fort.")
    written = make.write(network, staff, *texts)
    make.submit(network, staff)
    return written


@pytest.fixture
def draft(network: Network, notes: list[Note]) -> SummaryDraft:
    return begin_draft(make.meeting_scope(network))


def theme(id: uuid.UUID | str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"id": id, "title": title, "text": text, "about": "", **more}


def form(
    client: Visitor, themes: Sequence[dict[str, Any]], placed: Sequence[tuple[Any, Any]] = (), new: str = ""
) -> dict[str, Any]:
    """What the sorting page, as it stands now, posts: its themes, the new one last, and where each note lies."""
    page = posted_by(client.get(SORT).text)
    seen = {page[name.replace("-seen", "-id")]: value for name, value in page.items() if name.endswith("-seen")}
    data: dict[str, Any] = {}
    for at, row in enumerate([*themes, theme(uuid.uuid4(), new)]):
        row = {"seen": seen.get(str(row["id"]), ""), **row}
        data |= {f"themes-{at}-{name}": str(value) for name, value in row.items()}
    for at, (note_id, theme_id) in enumerate(placed):
        row = {"id": str(note_id), "seen": seen.get(str(note_id), ""), "theme": str(theme_id or "")}
        data |= {f"notes-{at}-{name}": value for name, value in row.items()}
    return data


def sorted_now(db_session: scoped_session[Session]) -> dict[str, list[int]]:
    """Which notes (by number) lie under which heading."""
    query = (
        select(DraftTheme.title, Note.number)
        .outerjoin(SortedNote, SortedNote.theme_id == DraftTheme.id)
        .outerjoin(Note, Note.id == SortedNote.note_id)
        .order_by(DraftTheme.position, Note.number)
    )
    found: dict[str, list[int]] = {}
    for title, number in db_session.execute(query):
        found.setdefault(title, []).extend([number] if number else [])
    return found


def versions(db_session: scoped_session[Session]) -> list[SummaryVersion]:
    db_session.expire_all()
    return list(db_session.scalars(select(SummaryVersion).order_by(SummaryVersion.version)))


# Begin


def test_compiling_begins_with_the_suggestions(
    client: Visitor, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    assert "Börja sammanställa" in client.get(HERE).text
    assert client.post(f"{HERE}/borja").location == f"{HERE}/sortera"
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}
    page = client.get(SORT).text
    for text in ("Lyktor saknas vid bron.", "Bilarna kör fort.", "Osorterade"):
        assert text in page


def test_beginning_twice_keeps_what_is_sorted(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    client.post(SORT, data=form(client, [theme(lights, "Ljus")], []))
    assert client.post(f"{HERE}/borja").status_code == 302
    assert sorted_now(db_session) == {"Ljus": [1, 2]}
    assert db_session.scalar(select(func.count()).select_from(SummaryDraft)) == 1


def test_there_is_nothing_to_compile_before_anything_is_handed_in(
    client: Visitor, network: Network, staff: Account, db_session: scoped_session[Session]
) -> None:
    make.write(network, staff, "Lyktor saknas.")
    assert "Det finns inget att sammanställa än" in client.get(HERE).text
    answer = client.post(f"{HERE}/borja", follow_redirects=True)
    assert "Inga anteckningar är inlämnade än." in answer.text
    assert db_session.scalar(select(func.count()).select_from(SummaryDraft)) == 0


@pytest.mark.parametrize("page", ["sortera", "dela"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_begun_cannot_be_sorted_or_shared(
    client: Visitor, notes: list[Note], page: str, method: str
) -> None:
    assert client.open(f"{HERE}/{page}", method=method).status_code == 404


# Sort


def test_themes_and_places_are_saved(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    data = form(
        client,
        [theme(lights, "Ljus", "Det är mörkt på vägen.")],
        [(notes[0].id, lights), (notes[1].id, None), (notes[2].id, lights)],
    )
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Ljus": [1, 3]}
    page = client.get(SORT).text
    assert "Sparat." in page
    assert "Det är mörkt på vägen." in page


def test_a_new_theme_takes_notes(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    data = form(client, [theme(draft.themes[0].id, "Lyktor")], [], new="Fart")
    data |= {"notes-0-id": str(notes[2].id), "notes-0-theme": data["themes-1-id"]}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2], "Fart": [3]}


def test_the_form_of_the_page_saves_as_it_stands(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    data = posted_by(client.get(SORT).text)
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}
    [kept] = db_session.scalars(select(DraftTheme).execution_options(populate_existing=True))
    assert kept.text is None, "the compiled text is no wording"


def posted_by(page: str) -> dict[str, str]:
    """What a browser would post from the sorting form."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", page):
        kind, name = re.search(r'type="([^"]*)"', tag), re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and kind and (kind[1] != "checkbox" or " checked" in tag) and kind[1] != "submit":
            data[name[1]] = value[1] if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL):
        data[name] = text
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        data[name] = chosen[1] if chosen else ""
    return data


def test_a_removed_themes_notes_become_unsorted_and_are_counted(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    data = posted_by(client.get(SORT).text) | {"themes-0-removed": "y"}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {}
    page = client.get(f"{HERE}/dela").text
    assert "3 anteckningar ligger inte i något tema." in page.replace("\xa0", " ")
    client.post(f"{HERE}/dela")
    [version] = versions(db_session)
    summary = from_data(Summary, version.content)
    assert len(summary.unsorted) == summary.notes == 3


def test_a_note_can_be_moved_while_its_theme_is_removed(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    data = form(client, [theme(lights, "Lyktor", removed="y")], [(notes[1].id, None)], new="Mörker")
    data |= {"notes-1-id": str(notes[0].id), "notes-1-theme": data["themes-1-id"]}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Mörker": [1]}


def test_two_who_word_one_theme_get_both_texts_and_all_else_is_saved(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    late = form(client, [theme(lights, "Mörker", "Det är mörkt.")], [(notes[2].id, lights)])
    client.post(SORT, data=form(client, [theme(lights, "Ljus", "Det är ljust.")]))
    answer = client.post(SORT, data=late)
    assert answer.status_code == 409
    assert "Någon annan ändrade samma sak" in answer.text
    assert "Den andra sparade: Ljus" in answer.text
    assert "Det är ljust." in answer.text
    kept = posted_by(answer.text)
    assert (kept["themes-0-title"], kept["themes-0-text"]) == ("Mörker", "Det är mörkt.")
    assert sorted_now(db_session) == {"Ljus": [1, 2, 3]}, "the note was nobody else's matter"
    assert client.post(SORT, data=kept).status_code == 302, "saving again is a choice"
    assert sorted_now(db_session) == {"Mörker": [1, 2, 3]}


def test_two_who_move_different_notes_do_not_meet(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    old = posted_by(client.get(SORT).text)
    client.post(SORT, data=form(client, [], [(notes[2].id, lights)]))
    [row] = [name for name, value in old.items() if value == str(notes[0].id) and name.endswith("-id")]
    assert client.post(SORT, data=old | {row.replace("-id", "-theme"): ""}).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [2, 3]}


def test_a_note_that_two_move_apart_stays_where_the_first_put_it(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    data = form(client, [], new="Fart")
    fart = data["themes-0-id"]
    client.post(SORT, data=data)
    late = form(client, [], [(notes[0].id, fart)])
    client.post(SORT, data=form(client, [], [(notes[0].id, None)]))
    answer = client.post(SORT, data=late)
    assert answer.status_code == 409
    assert "Den andra sparade: Osorterad" in plain(answer.text)
    assert sorted_now(db_session) == {"Lyktor": [2], "Fart": []}
    assert client.post(SORT, data=posted_by(answer.text)).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [2], "Fart": [1]}


def test_heading_and_text_of_one_theme_can_be_worded_by_two(
    client: Visitor, draft: SummaryDraft, db_session: scoped_session[Session]
) -> None:
    lights, text = draft.themes[0].id, "Lyktor saknas vid bron. Fler lyktor vid skolan."
    heading, wording = (form(client, [theme(lights, *words)]) for words in (("Ljus", text), ("Lyktor", "Tänd.")))
    assert [client.post(SORT, data=data).status_code for data in (heading, wording)] == [302, 302]
    [kept] = db_session.scalars(select(DraftTheme).execution_options(populate_existing=True))
    assert (kept.title, kept.text) == ("Ljus", "Tänd.")


def test_a_compiled_text_is_no_wording_when_a_colleague_has_moved_a_note_meanwhile(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    old = posted_by(client.get(SORT).text)
    client.post(SORT, data=form(client, [], [(notes[2].id, draft.themes[0].id)]))
    assert client.post(SORT, data=old | {"themes-0-title": "Ljus"}).status_code == 302
    [kept] = db_session.scalars(select(DraftTheme).execution_options(populate_existing=True))
    assert (kept.title, kept.text) == ("Ljus", None)


def test_words_for_a_theme_that_a_colleague_took_away_are_kept_and_can_be_saved(
    client: Visitor, draft: SummaryDraft, db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    late = form(client, [theme(lights, "Ljus", "Tänd.")])
    client.post(SORT, data=form(client, [theme(lights, "Lyktor", removed="y")]))
    answer = client.post(SORT, data=late)
    assert answer.status_code == 409
    assert "Den andra tog bort temat." in answer.text
    assert client.post(SORT, data=posted_by(answer.text)).status_code == 302
    assert sorted_now(db_session) == {"Ljus": []}


def test_a_theme_that_a_colleague_has_worded_is_not_taken_away(
    client: Visitor, draft: SummaryDraft, db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    late = form(client, [theme(lights, "Lyktor", removed="y")])
    client.post(SORT, data=form(client, [theme(lights, "Ljus", "Tänd.")]))
    assert client.post(SORT, data=late).status_code == 409
    assert sorted_now(db_session) == {"Ljus": [1, 2]}


def test_a_note_of_another_meeting_is_refused(
    client: Visitor,
    draft: SummaryDraft,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    lights = draft.themes[0].id
    [foreign] = make.write(network, staff, "Från möte två.", number=2, question="first")
    make.submit(network, staff, number=2)
    for note_id in (foreign.id, uuid.uuid4()):
        answer = client.post(SORT, data=form(client, [theme(lights, "Ljus")], [(note_id, lights)]))
        assert answer.status_code == 400
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


def test_a_note_that_is_not_handed_in_is_refused(
    client: Visitor,
    draft: SummaryDraft,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    [unsent] = make.write(network, staff, "Ett utkast.")
    lights = draft.themes[0].id
    assert client.post(SORT, data=form(client, [theme(lights, "Ljus")], [(unsent.id, lights)])).status_code == 400


def test_a_theme_of_another_summary_is_refused(
    client: Visitor,
    draft: SummaryDraft,
    notes: list[Note],
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    make.write(network, staff, "Ljus vid bron.", "Ljus vid skolan.", number=2, question="first")
    make.submit(network, staff, number=2)
    foreign = begin_draft(make.meeting_scope(network, 2)).themes[0]
    data = form(client, [theme(foreign.id, "Stulet")], [(notes[2].id, foreign.id)])
    assert client.post(SORT, data=data).status_code in (400, 422)
    assert sorted_now(db_session)["Lyktor"] == [1, 2]
    db_session.refresh(foreign)
    assert (foreign.title, foreign.draft.meeting_id) == ("Ljus", make.meeting_of(network, 2).id)


def test_a_note_cannot_lie_in_a_theme_of_another_question(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    data = form(client, [], [], new="Det som går")
    works = data["themes-0-id"]
    assert client.post(f"{HERE}/sortera?fraga=works", data=data).status_code == 302
    answer = client.post(SORT, data=form(client, [theme(works, "Det som går")], [(notes[0].id, works)]))
    assert answer.status_code == 400
    assert sorted_now(db_session)["Lyktor"] == [1, 2]


BROKEN = {
    "a note that lay nowhere": {"notes-0-seen": "sju"},
    "a theme without id": {"themes-0-id": ""},
    "a note without id": {"notes-0-id": "sju"},
    "a note in no such theme": {"notes-0-theme": "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42"},
    "a note in something else": {"notes-0-theme": "sju"},
    "about something else": {"themes-0-about": "sju"},
}


@pytest.mark.parametrize("wrong", BROKEN.values(), ids=BROKEN)
def test_a_tampered_form_is_refused(
    client: Visitor,
    draft: SummaryDraft,
    notes: list[Note],
    db_session: scoped_session[Session],
    wrong: dict[str, str],
) -> None:
    lights = draft.themes[0].id
    data = form(client, [theme(lights, "Ljus")], [(notes[2].id, lights)]) | wrong if wrong else {}
    assert client.post(SORT, data=data).status_code in (400, 409, 422)
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


@pytest.mark.parametrize("title", ["", "   ", "x" * 301])
def test_a_heading_that_is_missing_or_too_long_is_refused_and_costs_no_text(
    client: Visitor,
    draft: SummaryDraft,
    notes: list[Note],
    db_session: scoped_session[Session],
    title: str,
) -> None:
    data = form(client, [theme(draft.themes[0].id, title, "Det är mörkt.")], [])
    answer = client.post(SORT, data=data)
    assert answer.status_code == 422
    assert "Rubriken" in answer.text
    assert posted_by(answer.text)["themes-0-text"] == "Det är mörkt."
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


def test_a_new_theme_with_notes_needs_a_heading(
    client: Visitor, draft: SummaryDraft, notes: list[Note], db_session: scoped_session[Session]
) -> None:
    data = form(client, [theme(draft.themes[0].id, "Lyktor")], [])
    data |= {"notes-0-id": str(notes[2].id), "notes-0-theme": data["themes-1-id"]}
    answer = client.post(SORT, data=data)
    assert answer.status_code == 422
    assert "Skriv en rubrik." in answer.text


@pytest.mark.parametrize("text", ["Tecken \x00\x0b här", "🚲 \u202eאב", "<script>alert(1)</script>"])
def test_odd_signs_in_a_wording_do_no_harm(
    client: Visitor,
    draft: SummaryDraft,
    notes: list[Note],
    staff: Account,
    network: Network,
    text: str,
) -> None:
    data = form(client, [theme(draft.themes[0].id, text[:20], text)], [])
    assert client.post(SORT, data=data).status_code in (302, 422)
    make.share(make.meeting_scope(network), staff)
    for address in (SORT, HERE, f"{HERE}.docx", f"{HERE}.md", f"{HERE}.html", "/natverk/ekby/mote/2"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.get_data().decode("latin-1") or address.endswith(".md")


# Why, and where the rest seems to belong


@pytest.fixture
def late(draft: SummaryDraft, network: Network, staff: Account) -> list[Note]:
    """Three notes that are handed in when sorting has begun: two are like a theme, one is like nothing."""
    written = make.write(network, staff, "Trasiga lyktor i parken.", "Lyktor vid torget.", "Katter överallt.")
    make.submit(network, staff, reason="Tre punkter till.")
    return written


def plain(page: str) -> str:
    """The text of a page, without tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_a_theme_tells_which_words_its_notes_share(client: Visitor, draft: SummaryDraft) -> None:
    page = plain(client.get(SORT).text)
    assert "Ord som de har gemensamt: lyktor" in page
    assert page.count("Delar ordet lyktor med andra i temat.") == 2, "the third note shares nothing with another"


def test_an_unsorted_note_has_a_suggestion_with_the_words_that_led_to_it(client: Visitor, late: list[Note]) -> None:
    page = plain(client.get(SORT).text)
    assert page.count("Förslag: Lyktor för ordet lyktor") == 2
    assert "Godta alla förslag på sidan (2)" in page
    assert page.count("Förslag:") == 2, "nothing is suggested for bikes and cats"


def test_a_suggestion_is_accepted_for_one_note_and_the_rest_of_the_page_is_saved(
    client: Visitor, draft: SummaryDraft, late: list[Note], db_session: scoped_session[Session]
) -> None:
    data = posted_by(client.get(SORT).text) | {"themes-0-title": "Ljus", "accept": str(late[0].id)}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Ljus": [1, 2, 4]}


def test_all_suggestions_on_the_page_are_accepted_at_once(
    client: Visitor, late: list[Note], db_session: scoped_session[Session]
) -> None:
    data = posted_by(client.get(SORT).text) | {"accept": "alla"}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2, 4, 5]}
    assert "Förslag:" not in client.get(SORT).text


def test_a_choice_made_on_the_page_counts_before_a_suggestion(
    client: Visitor, late: list[Note], db_session: scoped_session[Session]
) -> None:
    data = posted_by(client.get(SORT).text) | {"accept": "alla", "themes-1-title": "Parken"}
    [row] = [name for name, value in data.items() if value == str(late[0].id) and name.startswith("notes-")]
    data[row.replace("-id", "-theme")] = data["themes-1-id"]
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2, 5], "Parken": [4]}


def test_a_suggested_new_theme_is_made_once_when_it_is_accepted(
    client: Visitor, draft: SummaryDraft, network: Network, staff: Account, db_session: scoped_session[Session]
) -> None:
    make.write(network, staff, "Kattungar springer runt.", "Fler kattungar vid bäcken.")
    make.submit(network, staff, reason="Två punkter till.")
    assert "Kattungar (nytt tema)" in plain(client.get(SORT).text)
    data = posted_by(client.get(SORT).text) | {"accept": "alla"}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2], "Kattungar": [4, 5]}


def test_a_suggestion_for_a_theme_that_is_taken_away_is_not_accepted(
    client: Visitor, late: list[Note], db_session: scoped_session[Session]
) -> None:
    data = posted_by(client.get(SORT).text) | {"accept": "alla", "themes-0-removed": "y"}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {}


@pytest.mark.parametrize("accepted", ["", "sju", "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42"])
def test_to_accept_something_else_changes_nothing(
    client: Visitor, late: list[Note], db_session: scoped_session[Session], accepted: str
) -> None:
    data = posted_by(client.get(SORT).text) | {"accept": accepted}
    assert client.post(SORT, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


def test_enter_in_a_field_saves_and_accepts_nothing(client: Visitor, late: list[Note]) -> None:
    form = client.get(SORT).text.partition("data-sorting")[2]
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert "accept" not in first[0]


def test_suggestions_are_reckoned_once_for_each_sorting(
    client: Visitor, late: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    reckon = themes.suggest_themes
    monkeypatch.setattr(themes, "suggest_themes", lambda *args, **more: asked.append(1) or reckon(*args, **more))
    for _ in range(3):
        client.get(SORT)
    assert len(asked) == 1
    client.post(SORT, data=posted_by(client.get(SORT).text) | {"accept": str(late[0].id)})
    client.get(SORT)
    assert len(asked) == 2


@pytest.mark.parametrize("page", ["0", "-1", "99", "99999999999999999999"])
def test_an_odd_page_of_the_sorting_gets_an_answer(client: Visitor, draft: SummaryDraft, page: str) -> None:
    assert client.get(f"{SORT}&sida={page}").status_code in (200, 404)


def test_notes_on_another_page_stay_where_they_lie(
    client: Visitor, network: Network, staff: Account, db_session: scoped_session[Session]
) -> None:
    written = make.write(network, staff, *(f"Lyktor saknas vid stolpe {n}." for n in range(1, 61)))
    make.submit(network, staff)
    lights = make.sort(make.meeting_scope(network), "stops", "Ljus", [note.id for note in written])
    second = f"{SORT}&sida=2"
    page = client.get(second).text
    assert page.count('class="sorted-note"') == 10
    data = posted_by(page)
    assert [value for name, value in data.items() if re.fullmatch(r"notes-\d+-theme", name)] == [str(lights)] * 10
    assert client.post(second, data=data | {"notes-9-theme": ""}).status_code == 302
    assert sorted_now(db_session) == {"Ljus": list(range(1, 60))}


# Share


def test_a_shared_summary_is_read_by_the_network(
    client: Visitor, draft: SummaryDraft, network: Network, db_session: scoped_session[Session]
) -> None:
    reader = client.application.test_client()
    member = make.make_account("medlemmen")
    make.join(network, member.person, make.Role.MEMBER)
    make.sign_in(reader, member)
    assert "inte delad än" in reader.get(HERE).text
    assert reader.get(f"{HERE}.docx").status_code == 404
    assert client.post(f"{HERE}/dela").location == HERE
    page = reader.get(HERE).text
    assert "Lyktor saknas vid bron." in page
    assert "Börja sammanställa" not in page
    assert "Sortera och ändra" not in page
    assert reader.get(f"{HERE}.docx").status_code == 200


def test_a_second_version_needs_a_reason_and_the_first_is_kept(
    client: Visitor, draft: SummaryDraft, db_session: scoped_session[Session]
) -> None:
    lights = draft.themes[0].id
    client.post(f"{HERE}/dela")
    client.post(SORT, data=form(client, [theme(lights, "Ljus")], []))
    answer = client.post(f"{HERE}/dela", data={"reason": " "})
    assert answer.status_code == 422
    assert "Skriv kort vad som har ändrats" in answer.text
    assert client.post(f"{HERE}/dela", data={"reason": "Bättre rubrik."}).status_code == 302
    found = versions(db_session)
    assert [(v.version, v.reason) for v in found] == [(1, ""), (2, "Bättre rubrik.")]
    titles = [from_data(Summary, v.content).themes[0].title for v in found]
    assert titles == ["Lyktor", "Ljus"]
    assert "Bättre rubrik." in client.get(HERE).text
    old = client.get(f"{HERE}?version=1").text
    assert "Det finns en nyare." in old
    for odd in ("3", "0", "99999999999999999999"):
        assert client.get(f"{HERE}?version={odd}").status_code == 404


def test_an_unchanged_summary_is_not_shared_again(
    client: Visitor,
    draft: SummaryDraft,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    client.post(f"{HERE}/dela")
    answer = client.post(f"{HERE}/dela", data={"reason": "Igen."}, follow_redirects=True)
    assert "inget har ändrats" in answer.text
    assert len(versions(db_session)) == 1
    with pytest.raises(Unchanged):
        share_summary(make.meeting_scope(network), "Igen.", staff)


def test_what_is_shared_does_not_follow_what_is_sorted_or_handed_in_later(
    client: Visitor,
    draft: SummaryDraft,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    client.post(f"{HERE}/dela")
    [before] = versions(db_session)
    content, mark = dict(before.content), before.fingerprint
    client.post(SORT, data=form(client, [theme(draft.themes[0].id, "Ljus")], []))
    make.write(network, staff, "Hål i vägen.")
    make.submit(network, staff, reason="En punkt till.")
    [after] = versions(db_session)
    assert (after.content, after.fingerprint) == (content, mark)
    page = client.get(HERE).text
    assert "Hål i vägen." not in page


def test_notes_handed_in_later_come_in_as_unsorted(
    client: Visitor,
    draft: SummaryDraft,
    network: Network,
    staff: Account,
    db_session: scoped_session[Session],
) -> None:
    make.write(network, staff, "Hål i vägen.")
    make.submit(network, staff, reason="En punkt till.")
    client.post(f"{HERE}/dela")
    [version] = versions(db_session)
    assert [source.note for source in from_data(Summary, version.content).unsorted] == [3, 4]


def test_a_snapshot_names_no_person(
    client: Visitor, draft: SummaryDraft, staff: Account, db_session: scoped_session[Session]
) -> None:
    client.post(f"{HERE}/dela")
    [version] = versions(db_session)
    assert str(staff.id) not in str(version.content)
    assert str(staff.person_id) not in str(version.content)


def test_where_leaders_compile_they_sort_and_share(client: Visitor, db_session: scoped_session[Session]) -> None:
    network = make.make_network(make.make_programme(compiled_by=CompiledBy.LEADERS))
    leader = make.make_leader(network)
    make.sign_in(client, leader)
    make.write(network, leader, "Lyktor saknas.", "Fler lyktor.")
    make.submit(network, leader)
    assert "Sammanställ" in client.get("/natverk/ekby").text
    client.post(f"{HERE}/borja")
    assert client.post(f"{HERE}/dela").status_code == 302
    assert len(versions(db_session)) == 1


def test_a_theme_can_continue_a_priority_of_an_earlier_meeting(
    client: Visitor, network: Network, staff: Account, db_session: scoped_session[Session]
) -> None:
    for number, question in ((2, "first"), (3, "way")):
        make.write(network, staff, "Ljus vid bron.", "Ljus vid skolan.", number=number, question=question)
        make.submit(network, staff, number=number)
    earlier = make.share(make.meeting_scope(network, 2), staff)
    area = from_data(Summary, earlier.content).themes[0]
    own = begin_draft(make.meeting_scope(network, 3)).themes[0]
    address = "/natverk/ekby/mote/3/sammanstallning/sortera?fraga=way"
    assert f'value="{area.id}"' in client.get(address).text
    assert client.post(address, data=form(client, [theme(own.id, "Så", about=area.id)], [])).status_code == 302
    db_session.refresh(own)
    assert str(own.about_id) == area.id


def test_a_shared_version_keeps_the_notes_as_they_stood(
    client: Visitor, draft: SummaryDraft, notes: list[Note], network: Network, staff: Account
) -> None:
    make.share(make.meeting_scope(network), staff)
    before = notes[0].text
    make.open_again(network, staff)
    edit_note(make.meeting_of(network), notes[0].id, notes[0].version, NoteContent("stops", "Helt annan text."), staff)
    make.submit(network, staff, reason="Ändrat.")
    page = client.get(f"{HERE}?version=1").text
    assert before in page
    assert "Helt annan text." not in page


def test_a_form_of_thousands_of_rows_is_refused_before_it_is_read(client: Visitor, draft: SummaryDraft) -> None:
    data = {f"notes-{row}-id": "x" for row in range(2_000)}
    assert client.post(SORT, data=data).status_code == 413
