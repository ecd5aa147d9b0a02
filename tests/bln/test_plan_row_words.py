"""Every field that a form of the plan asks for has the same name where versions are compared."""

import pytest
from flask import Flask

from bln.plans.parts import PARTS, Part
from bln.plans.row_words import LABELS


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_compared_field_is_called_what_its_form_calls_it(app: Flask, part: Part) -> None:
    with app.test_request_context():
        form = part.form(formdata=None)
        assert {"version", "csrf_token", *LABELS[part.field]} >= set(form._fields)
        asked = {name: form[name].label.text for name in LABELS[part.field]}
    asked = {name: "Sannolikhet" if name == "likelihood" else label for name, label in asked.items()}
    assert asked == dict(LABELS[part.field])
