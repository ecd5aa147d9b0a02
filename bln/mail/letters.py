"""What a mail says, made when it is sent: by the function of its kind, in the templates of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup
from werkzeug.utils import import_string

from bln.mail.kinds import KINDS
from bln.mail.models import Mail


class Outdated(Exception):
    """Raised by the function of a kind: there is nothing to say any more, and the mail is not sent."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in words. `body` is the part of `html` that the kind's template makes.

    `off` is the link that turns such mail off, `calendar` an iCalendar object, `reply_to` the address that answers go
    to; '' where there is none.
    """

    subject: str
    text: str
    body: Markup
    html: str
    off: str = ""
    calendar: str = ""
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()


def write_letter(mail: Mail) -> Letter:
    """Make the words of a mail. Links with secrets are issued: commit before anybody gets the letter.

    The function of the kind gives what the templates need. Some of its values mean more: `off`, `calendar`, `reply_to`
    and `attachments`, as in `Letter`. The first line of the plain text is the subject. Raises `Outdated`.
    """
    function: Callable[[Mail], Mapping[str, Any]] = import_string(KINDS[mail.kind])
    values = function(mail)
    off = values.get("off", "")
    more = {name: values[name] for name in ("calendar", "reply_to", "attachments") if name in values}
    first, _, plain = _filled(f"{mail.kind}.txt", values).strip().partition("\n")
    subject, body = " ".join(first.split()), Markup(_filled(f"{mail.kind}.html", values))
    text = _filled("layout.txt", {"plain": plain.strip(), "off": off})
    html = _filled("layout.html", {"subject": subject, "body": body, "off": off})
    return Letter(subject, text, body, html, off, **more)


def _filled(name: str, values: Mapping[str, Any]) -> str:
    """A template of mails, without what the frame of a page needs: nobody is signed in here."""
    return current_app.jinja_env.get_template(f"mail/{name}").render(values)
