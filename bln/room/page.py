"""What every page of a meeting shows."""

from typing import Any

from flask import render_template, url_for

from bln.networks.context import meeting_title
from bln.networks.models import Meeting
from bln.policy import Access

CLOSED = "Anteckningarna är inlämnade. Öppna dem igen om du vill ändra något."


def meeting_address(access: Access, meeting: Meeting) -> str:
    """Where the pages of a meeting begin."""
    return url_for("room.before", slug=access.network.slug, number=meeting.number)


def meeting_page(template: str, access: Access, meeting: Meeting, **values: Any) -> str:
    """Render a page of a meeting with its network and title."""
    title = meeting_title(access.network, meeting.steps)
    return render_template(template, access=access, network=access.network, meeting=meeting, title=title, **values)
