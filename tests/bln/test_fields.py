"""What forms have in common."""

from flask import Flask
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField

from bln.fields import SwedishForm


def test_every_form_of_the_application_is_a_swedish_one(app: Flask) -> None:
    ours = [form for form in _below(FlaskForm) if form.__module__.startswith("bln.")]
    assert [form for form in ours if not issubclass(form, SwedishForm)] == []
    assert len(ours) > 3


def test_a_fault_that_no_field_words_is_told_in_swedish(app: Flask) -> None:
    class Choice(SwedishForm):
        way = SelectField("Hur", choices=[SelectChoice("vote", "Med röster")])

    with app.test_request_context(method="POST", data={"way": "dice"}):
        form = Choice()
        assert not form.validate()
        assert form.way.errors == ["Inte ett giltigt val"]


def _below(kind: type) -> list[type]:
    return [found for below in kind.__subclasses__() for found in (below, *_below(below))]
