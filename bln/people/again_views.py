"""What a page that has been left open asks when its session has ended."""

from flask import Blueprint, Response

from bln.people.again import again
from bln.security import open_to_all

blueprint = Blueprint("again", __name__)


@blueprint.get("/logga-in/igen")
@open_to_all
def show() -> Response:
    """Who is signed in here now, and how to sign in again without leaving the page."""
    return again()
