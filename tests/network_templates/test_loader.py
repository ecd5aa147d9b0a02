"""A template that is right is read as its author meant it."""

import shutil
from pathlib import Path

import pytest

from meetings.programme import Gathers, Group, Material, Perspective, Reference, Template, TimeBox
from network_templates.loader import check_template, find_templates, load_template
from tests.network_templates.conftest import SCHOOL, Edit

FOUNDING = "nara_vard_anhoriga"
ALL = [*find_templates().values(), SCHOOL]


@pytest.fixture(params=ALL, ids=lambda folder: folder.name)
def template(request: pytest.FixtureRequest) -> Template:
    return load_template(request.param)


def test_every_question_has_a_key_of_its_own(template: Template) -> None:
    keys = [question.key for step in template.steps for question in step.questions]
    assert len(set(keys)) == len(keys) > 0
    assert all(template.question(key).key == key for key in keys)


def test_every_question_has_exactly_one_time_box_and_the_boxes_sum_to_the_meeting(template: Template) -> None:
    for step in template.steps:
        asked = [box.question for box in step.time_boxes if box.question]
        assert sorted(asked) == sorted(question.key for question in step.questions)
        assert all(box.minutes > 0 for box in step.time_boxes)
        assert step.minutes == sum(box.minutes for box in step.time_boxes)


def test_every_variant_covers_all_steps_once_in_order(template: Template) -> None:
    steps = [step.key for step in template.steps]
    assert template.variants
    for variant in template.variants:
        assert [step for meeting in variant.meetings for step in meeting] == steps


def test_what_a_question_builds_on_has_been_gathered_before_it(template: Template) -> None:
    gathered: set[Gathers] = set()
    for step in template.steps:
        for question in step.questions:
            assert set(question.builds_on) <= gathered
            gathered.add(question.gathers)


def test_no_word_belongs_to_two_concepts(template: Template) -> None:
    words = [word for concept in template.concepts for word in concept.words]
    assert len(set(words)) == len(words) > 0
    assert all(word == word.lower() for word in words)


def test_what_a_concept_is_part_of_is_a_broad_concept(template: Template) -> None:
    broad = {concept.key for concept in template.concepts if not concept.part_of}
    assert {concept.part_of for concept in template.concepts} - {""} <= broad


def test_the_founding_programme_has_six_meetings_of_two_hours_or_five() -> None:
    template = load_template(find_templates()[FOUNDING])
    assert [step.key for step in template.steps] == [
        "introduktion", "nulage", "forbattringar", "prioritering", "genomforande", "plan",
    ]  # fmt: skip
    assert {step.minutes for step in template.steps} == {120}
    assert len(template.variant("sex").meetings) == 6
    assert template.variant("fem").meetings[-1] == ("genomforande", "plan")
    assert template.group == Group(8, 10, tuple(Perspective))


def test_the_founding_programme_gathers_what_each_meeting_is_for() -> None:
    template = load_template(find_templates()[FOUNDING])
    gathered = {q.key: q.gathers.value for step in template.steps for q in step.questions}
    assert gathered == {
        "stod": "support", "fungerar": "strength", "forbattra": "gap", "teknik": "technology",
        "problem": "problem", "viktigast": "priority", "hur": "how", "vem": "who",
        "verksamheter": "partners", "mal": "goal", "plan": "plan", "uppfoljning": "follow_up",
    }  # fmt: skip
    assert template.question("viktigast").builds_on == (Gathers.GAP, Gathers.TECHNOLOGY, Gathers.PROBLEM)
    assert template.question("hur").builds_on == (Gathers.PRIORITY,)


def test_the_founding_programme_knows_the_words_of_the_field() -> None:
    assert len(load_template(find_templates()[FOUNDING]).concepts) >= 45


def test_another_programme_is_read_as_its_author_meant_it() -> None:
    template = load_template(SCHOOL)
    first = template.steps[0]
    assert (template.key, template.title) == ("unga_anhoriga_i_skolan", "Unga anhöriga i skolan")
    assert template.group.perspectives == (Perspective.CARER, Perspective.PRACTITIONER, Perspective.MANAGER)
    assert template.rules_of_dialogue == ("De unga talar först.", "Det som sägs här stannar här.")
    assert template.variant("tre").meetings == (("lyssna", "hinder"), ("val",), ("vagen",))
    assert (first.key, first.title, first.purpose) == ("lyssna", "Vi lyssnar", "Vi hör hur vardagen är.")
    assert first.starting_point.startswith("De unga berättar.\n\n### Tänk på\n\n- Ingen")
    assert first.questions[1].text == "När har en vuxen i skolan gjort något som betydde mycket?"
    assert first.questions[1].gathers is Gathers.STRENGTH
    assert (first.questions[0].hint, first.questions[1].hint) == ("", "Vänta in svaret.")
    assert first.time_boxes[1:] == (
        TimeBox("Hjälp i vardagen", 25, "vardag"),
        TimeBox("Vuxna som ser", 25, "vuxna"),
        TimeBox("Runda: en mening var", 5),
    )
    assert first.material == (
        Material("Om att vara ung och anhörig", "https://www.example.org/unga", "kort film"),
        Material("Färgpennor"),
    )
    assert template.concepts[0].words == ("mentor", "klassföreståndare")


def test_a_programme_may_name_its_sources(folder: Path, edit: Edit) -> None:
    assert load_template(folder).references == ()
    sources = """[[references]]
text = "En bok, 2019"
[[references]]
text = "En film"
url = "https://www.example.org/film"
note = "om att lyssna"
steps = ["lyssna"]

[[variants]]"""
    edit("programme.toml", "[[variants]]", sources)
    assert load_template(folder).references == (
        Reference("En bok, 2019"),
        Reference("En film", "https://www.example.org/film", "om att lyssna", ("lyssna",)),
    )


def test_the_founding_programme_names_the_sources_of_its_facts() -> None:
    template = load_template(find_templates()[FOUNDING])
    texts = " ".join(step.starting_point for step in template.steps)
    cited = [reference.text for reference in template.references]
    assert "1,3 miljoner" in texts
    assert any("2012-8-15" in text for text in cited)
    assert "(Socialstyrelsen 2012)" in texts, "year and source beside the number"
    assert all(reference.steps for reference in template.references), "each is shown in the guide that leans on it"
    assert "enligt Sveriges Kommuner och Regioner" in texts
    assert any("Omställning till Nära vård" in text for text in cited)
    addresses = {material.url for step in template.steps for material in step.material if material.url}
    assert addresses == {reference.url for reference in template.references if reference.url}


def test_a_file_from_windows_is_read_like_any_other(folder: Path) -> None:
    expected = load_template(folder)
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_template(folder) == expected


def test_a_meeting_needs_no_material_and_a_programme_no_rules(folder: Path, edit: Edit) -> None:
    edit("programme.toml", 'rules_of_dialogue = ["De unga talar först.", "Det som sägs här stannar här."]',
         "rules_of_dialogue = []")  # fmt: skip
    template = load_template(folder)
    assert template.rules_of_dialogue == ()
    assert template.steps[1].material == ()


def test_notes_of_an_editor_in_the_folder_do_no_harm(folder: Path) -> None:
    (folder / "README.md").write_text("Om mallen", "utf-8")
    (folder / "meeting_1.md~").write_text("gammalt", "utf-8")
    assert check_template(folder) == ()


def test_templates_are_found_in_the_package_and_beside_it(tmp_path: Path) -> None:
    shutil.copytree(SCHOOL, tmp_path / "skolan")
    (tmp_path / "tomt").mkdir()
    found = find_templates(tmp_path)
    assert set(found) == {FOUNDING, "skolan"}
    assert found["skolan"] == tmp_path / "skolan"


def test_an_edited_copy_takes_the_place_of_the_template_in_the_package(tmp_path: Path) -> None:
    copy = shutil.copytree(find_templates()[FOUNDING], tmp_path / FOUNDING)
    assert find_templates(tmp_path)[FOUNDING] == copy


def test_a_missing_folder_of_templates_is_no_hindrance(tmp_path: Path) -> None:
    assert set(find_templates(tmp_path / "finns_inte")) == {FOUNDING}
