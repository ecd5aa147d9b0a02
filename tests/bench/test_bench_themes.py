"""How well themes are suggested for notes that people have sorted, and that it grows while somebody sorts."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bench
from bench.themes import FOUNDING, learned, score
from network_templates.loader import find_templates, load_template

SEEDS = 4
FILES = ("notes.json", "spoken_notes.json")
CONCEPTS = load_template(find_templates()[FOUNDING]).concepts
FLOOR = {"notes.json": 0.6, "spoken_notes.json": 0.45}


def read(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((Path(bench.__file__).parent / name).read_text("utf-8"))
    return data


@cache
def after(amount: int, name: str) -> tuple[float, float, float]:
    """Mean over the rounds of one file: among the rest, the same before, with one of the rest."""
    data = read(name)
    scores = [learned(of_round, amount, SEEDS, data.get("themes", {}), CONCEPTS) for of_round in data["rounds"]]
    among, before, with_one = (sum(values) / len(scores) for values in zip(*scores, strict=True))
    return among, before, with_one


@pytest.mark.parametrize("name", FILES)
def test_suggestions_agree_with_people(name: str) -> None:
    assert after(0, name)[0] > FLOOR[name]


@pytest.mark.parametrize("name", FILES)
def test_the_rest_is_better_suggested_the_more_is_sorted(name: str) -> None:
    scores = [after(amount, name)[2] for amount in (0, 10, 20, 40)]
    assert scores == sorted(scores)
    assert scores[-1] > scores[0] + 0.05


def test_what_is_sorted_teaches_where_notes_belong_that_nobody_has_touched() -> None:
    among, before = (sum(after(40, name)[at] for name in FILES) / len(FILES) for at in (0, 1))
    assert among > before + 0.03


@pytest.mark.parametrize("name", FILES)
def test_the_notes_that_nobody_has_touched_are_better_suggested_after_forty_sorted_than_at_first(name: str) -> None:
    assert after(40, name)[0] > after(0, name)[0]


@pytest.mark.parametrize("name", FILES)
def test_each_note_is_there_once_and_in_a_theme_with_others(name: str) -> None:
    notes = [note for of_round in read(name)["rounds"] for note in of_round["notes"]]
    assert len({note["id"] for note in notes}) == len(notes)
    themes = [note["theme"] for note in notes if note["theme"]]
    assert all(themes.count(theme) > 1 for theme in themes)


def test_a_pair_that_somebody_sorted_counts_for_nothing() -> None:
    gold = {"a": "x", "b": "x", "c": "x", "d": None}
    assert score(gold, {"a": "1", "b": "1"}) == (1.0, 1 / 3, 0.5)
    assert score(gold, {"a": "1", "b": "1"}, seen=("a", "b")) == (0.0, 0.0, 0.0)
    assert score(gold, {"a": "1", "b": "1", "c": "1", "d": "1"}, seen=("a", "b"))[:2] == (2 / 5, 1.0)
