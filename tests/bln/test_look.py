"""The look: contrast of the tokens, short scripts, and faults tied to their fields."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Optional

from bln.fields import SwedishForm
from meetings.programme import Perspective

ROOT = Path(__file__).parents[2] / "bln"
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEXT = ("ink", "muted", "primary", "link", "ok", "warn", "error", "focus")
PERSPECTIVES = tuple(code.value.replace("_", "-") for code in Perspective)
ON_COLOUR = {
    "on-primary": ("primary", "primary-strong"),
    "on-error": ("error", "error-strong"),
    "paper": ("primary",),
}
ON_TINT = {"ok": "ok-tint", "warn": "warn-tint", "error": "error-tint", "primary": "tint-2", "link": "tint-2"}


def schemes() -> dict[str, dict[str, str]]:
    """The colours of tokens.css, light, and dark as it stands when it has replaced some of them."""
    light, dark = (ROOT / "static/css/tokens.css").read_text("utf-8").split("@media screen and", 1)
    colour = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
    return {
        "light": dict(colour.findall(light)),
        "dark": dict(colour.findall(light)) | dict(colour.findall(dark)),
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    """Which token stands on which, and the contrast that is needed."""
    for ground in ("paper", "card", "paper-shade"):
        yield from ((text, ground, 4.5) for text in (*TEXT, *PERSPECTIVES))
        yield "line", ground, 3
    yield from ((text, ground, 4.5) for text, grounds in ON_COLOUR.items() for ground in grounds)
    yield from ((text, tint, 4.5) for text, tint in ON_TINT.items())
    yield from (("ink", tint, 4.5) for tint in ("tint-1", "tint-2", "tint-3", *ON_TINT.values()))
    yield from (("card", perspective, 4.5) for perspective in PERSPECTIVES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_read_on_what_it_stands_on(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = [(text, ground) for text, ground, least in pairs() if contrast(colours[text], colours[ground]) < least]
    assert weak == []


def test_every_perspective_has_a_shape_and_a_colour_of_its_own() -> None:
    shapes = (ROOT / "templates/macros/signs.html").read_text("utf-8")
    styles = (ROOT / "static/css/components.css").read_text("utf-8")
    for code in Perspective:
        assert f"'{code}': (" in shapes
        assert f".perspective-{code} " in styles


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_does_one_thing_and_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 120


class Faulty(Form):
    """A form with one field of each kind of frame."""

    faults = SwedishForm.faults
    place = StringField("Plats", [InputRequired("Platsen saknas.")])
    note = StringField("Kommentar", [Optional()])
    way = RadioField("Sätt", [InputRequired("Välj ett sätt.")], choices=[SelectChoice("a", "Samtal")])
    agreed = BooleanField("Läst", [InputRequired("Kryssa i rutan.")])


def render(source: str) -> str:
    """Render a piece of a page with the field macros and a form that came back with faults."""
    form = Faulty(MultiDict())
    form.validate()
    page = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    names = "error_summary, text_field, radio_field, checkbox_field"
    return page.from_string(f'{{% from "macros/fields.html" import {names} %}}{source}').render(form=form)


def test_a_fault_and_a_hint_are_tied_to_their_field() -> None:
    html = render("{{ text_field(form.place, hint='Orten.') }}")
    control = re.search(r"<input[^>]*>", html)
    assert control
    assert 'aria-describedby="place-hint place-error"' in control[0]
    assert 'aria-invalid="true"' in control[0]
    assert html.index('id="place-hint"') < html.index('id="place-error"') < html.index(control[0])


def test_a_field_without_fault_says_nothing_of_faults() -> None:
    html = render("{{ text_field(form.note) }}")
    assert "aria-invalid" not in html
    assert "aria-describedby" not in html
    assert "(kan lämnas tomt)" in html


def test_choices_stand_in_a_fieldset_that_carries_the_fault() -> None:
    html = render("{{ radio_field(form.way) }}")
    assert re.search(r'<fieldset[^>]*aria-describedby="way-error"', html)
    assert re.search(r"<legend[^>]*>Sätt", html)


def test_the_error_summary_links_to_every_field_with_a_fault() -> None:
    fields = "{{ text_field(form.place) }}{{ radio_field(form.way) }}{{ checkbox_field(form.agreed) }}"
    html = render("{{ error_summary(form) }}" + fields)
    targets = re.findall(r'<a href="#([^"]+)"', html)
    assert targets == ["place", "way-0", "agreed"]
    assert all(f'id="{target}"' in html for target in targets)
