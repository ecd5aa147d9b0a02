"""The demo's content as data: whole, true to the method, and free of real people."""

import hashlib
import json
import re
from collections import Counter
from itertools import chain, combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

CONTENT = Path(__file__).parents[2] / "bln" / "demo" / "content"

QUESTIONS = {
    "introduktion": ("stod",),
    "nulage": ("fungerar",),
    "forbattringar": ("forbattra", "teknik", "problem"),
    "prioritering": ("viktigast",),
    "genomforande": ("hur", "vem", "verksamheter"),
    "plan": ("mal", "plan", "uppfoljning"),
}
VARIANTS = {
    "sex": tuple((step,) for step in QUESTIONS),
    "fem": (("introduktion",), ("nulage",), ("forbattringar",), ("prioritering",), ("genomforande", "plan")),
}
PERSPECTIVES = {"carer", "practitioner", "politician", "manager", "civil_society"}
STATES = ("shared", "compiled", "submitted", "held", "planned")
HANDED_IN = {"shared", "compiled", "submitted"}

# Surnames and uncommon first names of the people in the founding documents: sha256 of the lower-cased word.
FORBIDDEN_NAMES = {
    "a732e7fba5c47e33166bc9b3882ac8d7c89c7f367ff57c4c385d6df1d48be1e5",
    "b848c679440811a8cfe4ae48e238adb434242500d56bf64d8408c0ce15ab0f83",
    "f3ceec9a1cced1c2c2702729b826acdd8c8269e4459604fdf9e99ca39f471342",
    "59fef24b48f342361e5524948b9ab6c1976da1a0db14e6c2703947884e2f456f",
    "97894fcefa34e6bb08aa5aabf11efe5d4a4c7fe8c05d9e506bd4230ae988cc51",
    "7f6fc89b0d2772728c45d5f8a535cca598fe454236e347034452020684faa157",
    "a98759cba91ecc5bc006f3e426a2d45db6081d1a6b5209f426b4937b601b4fcf",
    "d3b9545980ae76e58229c56bf8fff50c51f339f907cbc70247363cfc5d70fa48",
    "00d4c57447d940fa67628ba0598caedd299508d501d9b985246c6be04f16aebf",
    "73a4acfb08783a3bfb6de8442d417990c6ea4fef15d07247703e06fd36f387a2",
    "a0feefdc132312f70067fe18a44fab7a93f95fb3bcad836df1225440a74cf620",
    "eee9e0172bbf5a80265c631143abb58c37f3cb91f91a099ce70246045e818328",
    "5e89ceced77d9426ae1f5842c0c77a1e93b5214c3c2e1e285426d1965bd5e220",
    "4f3aeda40bda6c102b8b5820941ca4c47f61f9d06cd4e1d0b51619e862945d3d",
    "5b949e35f549c10f94856a37d0b147384e26c627d5a67c7c19467a34939ce49f",
    "70d98166acace7c3de03b6452dc57ec1abaccb8f774289e8eb0be756367a6775",
    "94c12ebe04142c7d7dbfa723fc8cb5955895a472a321898d9591ec3eaa7d4ed0",
}
REAL_PLACES = re.compile(r"jönköping|tranås|eksjö|värnamo|nässjö|sävsjö|ryhov|hjärtats hus", re.IGNORECASE)
PERSONAL = {
    "a personal number": re.compile(r"\b(?:\d{2})?\d{6}\s?[-+]?\s?\d{4}\b"),
    "an e-mail address": re.compile(r"\S@\S"),
    "a phone number": re.compile(r"(?<!\d)(?:\+46|0)[\s-]?\d{1,3}[\s/-]?(?:\d[\s-]?){5,8}"),
    "an address on the web": re.compile(r"https?://|www\."),
}


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((CONTENT / f"{name}.json").read_text("utf-8"))
    return data


PROGRAMME = _load("programme")
NATIONAL = _load("national")
NETWORKS = {slug: _load(slug) for slug in PROGRAMME["networks"]}
MEETINGS = [(slug, meeting) for slug, network in NETWORKS.items() for meeting in network["meetings"]]
NOTES = [note for _, meeting in MEETINGS for note in meeting["notes"]]

every_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=list(NETWORKS))


def _steps(network: dict[str, Any], meeting: dict[str, Any]) -> tuple[str, ...]:
    return VARIANTS[network["variant"]][meeting["number"] - 1]


def _done(network: dict[str, Any], states: set[str]) -> set[str]:
    """The steps that the network's meetings in these states cover."""
    return set(chain(*(_steps(network, m) for m in network["meetings"] if m["state"] in states)))


def _strings(data: object, skip: tuple[str, ...] = ()) -> list[str]:
    """Every key and text in a JSON value, but for the values of the keys in `skip`."""
    if isinstance(data, dict):
        return [*data, *(s for key, value in data.items() if key not in skip for s in _strings(value, skip))]
    if isinstance(data, list):
        return [s for value in data for s in _strings(value, skip)]
    return [data] if isinstance(data, str) else []


def test_the_programme_names_its_ten_networks_and_no_file_is_left_over() -> None:
    files = {path.stem for path in CONTENT.glob("*.json")}
    assert files == {*PROGRAMME["networks"], "programme", "national", "calls", "introduction", "report"}
    assert len(NETWORKS) == 10
    assert all(slug == network["slug"] for slug, network in NETWORKS.items())
    assert PROGRAMME["demo_leader"] in NETWORKS


@every_network
def test_every_meeting_of_the_variant_is_there_in_the_order_of_time(network: dict[str, Any]) -> None:
    meetings = network["meetings"]
    assert [m["number"] for m in meetings] == list(range(1, len(VARIANTS[network["variant"]]) + 1))
    assert all(earlier["day"] < later["day"] for earlier, later in pairwise(meetings))
    assert all((m["day"] > 0) == (m["state"] == "planned") for m in meetings)
    assert all(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", m["time"]) for m in meetings)


@every_network
def test_no_meeting_is_further_along_than_the_one_before_it(network: dict[str, Any]) -> None:
    ranks = [STATES.index(m["state"]) for m in network["meetings"]]
    assert ranks == sorted(ranks)
    assert sum(m["state"] not in {"shared", "planned"} for m in network["meetings"]) <= 1


@every_network
def test_every_note_answers_a_question_of_its_meeting(network: dict[str, Any]) -> None:
    for meeting in network["meetings"]:
        questions = [key for step in _steps(network, meeting) for key in QUESTIONS[step]]
        asked = [note["question"] for note in meeting["notes"]]
        assert asked == sorted(asked, key=questions.index)
        assert set(asked) == (set() if meeting["state"] == "planned" else set(questions))


@every_network
def test_every_meeting_held_has_a_plausible_number_of_notes(network: dict[str, Any]) -> None:
    for meeting in network["meetings"]:
        most = 12 + 6 * len(_steps(network, meeting))
        assert meeting["state"] == "planned" or 8 <= len(meeting["notes"]) <= most


@every_network
def test_the_themes_of_a_shared_meeting_are_worded_and_leave_a_note_or_two_unsorted(
    network: dict[str, Any],
) -> None:
    for meeting in network["meetings"]:
        titles = [note["theme"] for note in meeting["notes"]]
        assert set(titles) - {None} == set(meeting["texts"])
        if meeting["state"] == "shared":
            assert 1 <= titles.count(None) <= 2
            assert 3 <= len(meeting["texts"]) <= 14
            assert all(text.endswith(".") and len(text) > 30 for text in meeting["texts"].values())
        else:
            assert not meeting["texts"], "nobody has sorted these notes yet"


@every_network
def test_a_theme_belongs_to_one_question_and_to_one_area_at_most(network: dict[str, Any]) -> None:
    for meeting in network["meetings"]:
        places: dict[str, set[tuple[str, str | None]]] = {}
        for note in meeting["notes"]:
            if note["theme"]:
                places.setdefault(note["theme"], set()).add((note["question"], note.get("about")))
        assert all(len(place) == 1 for place in places.values()), places


@every_network
def test_how_who_and_which_are_about_an_area_that_the_network_chose_and_a_goal_can_be(network: dict[str, Any]) -> None:
    areas = {area["title"] for meeting in network["meetings"] for area in meeting.get("priorities", [])}
    for note in (note for meeting in network["meetings"] for note in meeting["notes"]):
        if note["question"] in QUESTIONS["genomforande"] and note["theme"]:
            assert note["about"] in areas
        else:
            assert note.get("about") is None or (note["question"] == "mal" and note["about"] in areas)


@every_network
def test_areas_are_chosen_from_themes_of_the_meeting_before_each_once(network: dict[str, Any]) -> None:
    for before, meeting in pairwise(network["meetings"]):
        themes = {note["theme"] for note in before["notes"]}
        chosen = [title for area in meeting.get("priorities", []) for title in area["from"]]
        assert set(chosen) <= themes
        assert len(set(chosen)) == len(chosen)


@every_network
def test_who_did_not_come_is_in_the_network(network: dict[str, Any]) -> None:
    for meeting in network["meetings"]:
        assert all(0 <= place < len(network["members"]) for place in meeting.get("absent", []))


def test_what_a_meeting_came_to_is_three_to_five_points_and_remarks_name_its_notes() -> None:
    meetings = [meeting for network in NETWORKS.values() for meeting in network["meetings"]]
    told = [meeting["outcome"] for meeting in meetings if "outcome" in meeting]
    asked = [meeting for meeting in meetings if "check" in meeting]
    assert {len(outcome["key_points"]) for outcome in told} <= {3, 4, 5}
    assert {meeting["state"] for meeting in asked} == {"shared", "held"}, "one that is over, and one under way"
    for meeting in asked:
        places = [place for place, _ in meeting["check"]["remarks"] if place is not None]
        assert all(0 <= place < len(meeting["notes"]) for place in places)


def test_at_least_three_areas_of_a_finished_network_say_how_and_who() -> None:
    finished = [network for network in NETWORKS.values() if "plan" in _done(network, {"shared"})]
    assert sorted(network["variant"] for network in finished) == ["fem", "sex", "sex"]
    for network in finished:
        notes = [note for meeting in network["meetings"] for note in meeting["notes"] if "about" in note]
        how, who = ({n["about"] for n in notes if n["question"] == key} for key in ("hur", "vem"))
        assert len(how & who) >= 3


def test_the_finished_networks_and_no_others_have_answered_at_their_close() -> None:
    closed = {slug for slug, network in NETWORKS.items() if "closing" in network}
    assert closed == {slug for slug, network in NETWORKS.items() if "plan" in _done(network, {"shared"})}
    for slug in closed:
        answers = NETWORKS[slug]["closing"]
        assert 3 <= len(answers) <= len(NETWORKS[slug]["members"])
        assert [answer["role"] for answer in answers].count("leader") == 1
        assert all(answer["worked"] or answer["hard"] or answer["advice"] for answer in answers)
    spoken = [text for slug in closed for answer in NETWORKS[slug]["closing"] for text in _strings(answer)]
    assert {"quotable", "usefulness"} <= set(spoken)
    assert not {note["text"] for note in NOTES} & set(spoken)


def test_one_plan_is_handed_in_to_bodies_of_its_network_and_answered_after_that_in_three_ways() -> None:
    [network] = [found for found in NETWORKS.values() if "handed_in" in found]
    handed, bodies = network["handed_in"], {body["name"] for body in network["bodies"]}
    answers = [*handed["endorsements"], *handed["decisions"]]
    assert set(handed["to"]) < bodies
    assert {found["body"] for found in handed["decisions"]} <= set(handed["to"])
    assert all(0 <= answer["days_ago"] < handed["days_ago"] for answer in answers)
    told = [(found["outcome"], found.get("proposed", False)) for found in handed["decisions"]]
    assert (len(handed["endorsements"]), told) == (1, [("approved", False), ("referred_back", True)])


def test_the_networks_stand_at_the_meetings_that_the_demo_needs() -> None:
    shared = Counter(
        (network["variant"], sum(m["state"] == "shared" for m in network["meetings"])) for network in NETWORKS.values()
    )
    assert shared == {("sex", 1): 2, ("sex", 2): 2, ("sex", 3): 3, ("sex", 6): 2, ("fem", 5): 1}
    late = [(slug, m["state"], m["day"]) for slug, m in MEETINGS if m["late"]]
    assert [(state, day) for _, state, day in late] == [("held", -20)]
    assert sum(m["state"] == "submitted" for _, m in MEETINGS) == 1


def test_the_demo_leader_reads_the_guide_of_meeting_two_in_a_few_days() -> None:
    first, second, *_ = NETWORKS[PROGRAMME["demo_leader"]]["meetings"]
    assert first["state"] == "shared"
    assert second["state"] == "planned"
    assert 1 <= second["day"] <= 7


def test_one_network_lacks_politicians_and_the_others_are_complete() -> None:
    lacking = []
    for slug, network in NETWORKS.items():
        assert all(1 <= len(member) == len(set(member)) <= 2 for member in network["members"])
        present = set(chain(*network["members"]))
        assert present <= PERSPECTIVES
        if present == PERSPECTIVES:
            assert 8 <= len(network["members"]) <= 10
        else:
            lacking.append((slug, len(network["members"]), PERSPECTIVES - present))
    assert [(size, missing) for _, size, missing in lacking] == [(7, {"politician"})]


@every_network
def test_a_note_is_told_from_a_perspective_that_somebody_in_the_network_has(network: dict[str, Any]) -> None:
    present = {None, *chain(*network["members"])}
    assert {note["perspective"] for meeting in network["meetings"] for note in meeting["notes"]} <= present


@pytest.mark.parametrize("national", NATIONAL["rounds"], ids=lambda national: national["step"])
def test_a_national_theme_joins_shared_themes_of_the_same_question(national: dict[str, Any]) -> None:
    joined = Counter((slug, title) for theme in national["themes"] for slug, title in theme["joins"])
    assert set(joined.values()) == {1}
    for theme in national["themes"]:
        assert theme["question"] in QUESTIONS[national["step"]]
        assert len({slug for slug, _ in theme["joins"]}) >= 2
        for slug, title in theme["joins"]:
            meetings = [m for m in NETWORKS[slug]["meetings"] if title in m["texts"]]
            assert [m["state"] for m in meetings] == ["shared"], (slug, title)
            assert {n["question"] for n in meetings[0]["notes"] if n["theme"] == title} == {theme["question"]}


def test_two_rounds_are_shared_nationally_and_the_second_lacks_two_networks() -> None:
    submitted = {
        national["step"]: {slug for theme in national["themes"] for slug, _ in theme["joins"]}
        for national in NATIONAL["rounds"]
    }
    assert {step: len(slugs) for step, slugs in submitted.items()} == {"introduktion": 10, "nulage": 8}
    for step, slugs in submitted.items():
        assert slugs == {slug for slug, network in NETWORKS.items() if step in _done(network, HANDED_IN)}


def test_there_are_a_few_hundred_notes_in_many_voices() -> None:
    assert 450 <= len(NOTES) <= 600
    voices = Counter(note["perspective"] for note in NOTES)
    assert set(voices) == {*PERSPECTIVES, None}
    assert min(voices[perspective] for perspective in PERSPECTIVES) >= 40
    lengths = sorted(len(note["text"]) for note in NOTES)
    assert lengths[len(lengths) // 10] < 45
    assert sum(length > 140 for length in lengths) >= 20
    assert 15 <= sum(note["quotable"] for note in NOTES) <= 60


def test_no_two_notes_are_alike() -> None:
    def grams(text: str) -> set[str]:
        return {text[i : i + 4] for i in range(len(text) - 3)}

    texts = [" ".join(note["text"].casefold().split()) for note in NOTES]
    assert len(set(texts)) == len(texts)
    pairs = combinations([(text, grams(text)) for text in texts if len(text) >= 12], 2)
    alike = [(a, b) for (a, ga), (b, gb) in pairs if len(ga & gb) > 0.3 * len(ga | gb)]
    assert not alike


def test_no_two_networks_word_a_theme_the_same() -> None:
    titles = Counter(title for _, meeting in MEETINGS for title in meeting["texts"])
    assert [title for title, times in titles.items() if times > 1] == []


def test_facts_from_the_founding_documents_carry_their_source_in_one_network_only() -> None:
    facts = [(slug, note["source"]) for slug, m in MEETINGS for note in m["notes"] if "source" in note]
    assert len(facts) >= 12
    assert {slug for slug, _ in facts} == {"hjartsunda"}
    assert "Hälsa för livet, Region Jönköpings län, version 2021-05-18" in {source for _, source in facts}


@pytest.mark.parametrize("name", [*NETWORKS, "national", "programme", "calls"])
def test_nothing_in_the_content_points_at_a_real_person_or_place(name: str) -> None:
    texts = _strings(_load(name), skip=("source", "phone", "link"))  # these are set aside for examples
    for text in texts:
        assert not REAL_PLACES.search(text), text
        for what, pattern in PERSONAL.items():
            assert not pattern.search(text), f"{what}: {text}"
        for word in re.findall(r"\w+", text.casefold()):
            assert hashlib.sha256(word.encode()).hexdigest() not in FORBIDDEN_NAMES, text
            assert hashlib.sha256(word.removesuffix("s").encode()).hexdigest() not in FORBIDDEN_NAMES, text


@pytest.mark.parametrize("name", [*NETWORKS, "national", "programme", "calls"])
def test_the_files_are_read_as_they_are_written(name: str) -> None:
    raw = (CONTENT / f"{name}.json").read_text("utf-8")
    assert raw == json.dumps(json.loads(raw), ensure_ascii=False, indent=1) + "\n"
    assert not re.search(r"[\u0000-\u0009\u000b-\u001f\u00a0\u200b-\u200f\ufb00-\ufb06\ufffd]", raw)


@every_network
def test_every_region_and_body_is_marked_as_invented(network: dict[str, Any]) -> None:
    invented = re.compile(r"\(påhitta[dt]\)$")
    assert all(invented.search(text) for text in (network["region"], *(body["name"] for body in network["bodies"])))
    assert network["leader"].endswith("(demo)")
