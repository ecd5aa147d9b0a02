"""The way to the mail server: by settings, encrypted, and made into a message there and then."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from typing import Literal
from urllib.parse import unquote, urlsplit

from flask import current_app

from bln.config import BadSetting
from bln.mail.letters import Letter

PATIENCE = 30  # seconds that the server may be silent
PORTS = {"smtp": 587, "smtps": 465}
IN_THE_DEMO = "Nätverken <brev@demo.invalid>"
CALENDAR_FILE = "mote.ics"


class Unreachable(Exception):
    """The mail server doesn't answer, or doesn't let us in: nothing was sent."""


class BadAddress(ValueError):
    """An address that no mail can be sent to."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, and from whom it comes."""

    scheme: Literal["smtp", "smtps"]
    host: str
    port: int
    sender: Address
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_near(self) -> bool:
        """True for this machine, where nobody can listen."""
        return is_near(self.host)


def is_near(host: str) -> bool:
    """True for the names of this machine."""
    return host in ("localhost", "::1") or host.startswith("127.")


def read_server(url: str, sender: str) -> Server:
    """The server of BLN_SMTP_URL and the sender of BLN_MAIL_FROM; raises `BadSetting`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadSetting("BLN_SMTP_URL går inte att förstå. Skriv till exempel smtp://mail.example.se:587") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadSetting("BLN_SMTP_URL ska börja med smtp:// eller smtps:// och ha ett servernamn.")
    scheme: Literal["smtp", "smtps"] = "smtps" if parts.scheme == "smtps" else "smtp"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not f"{user}{password}".isascii():
        raise BadSetting("Användarnamnet och lösenordet i BLN_SMTP_URL får inte ha å, ä, ö eller andra sådana tecken.")
    return Server(scheme, parts.hostname, port or PORTS[scheme], read_sender(sender), user, password)


def read_sender(text: str) -> Address:
    """A name and an address, such as Nätverken <brev@example.se>; raises `BadSetting`."""
    name, address = parseaddr(text)
    with suppress(ValueError, IndexError, MessageError):
        found = Address(name, addr_spec=address)
        if found.username and found.domain:
            return found
    raise BadSetting("BLN_MAIL_FROM ska vara en adress, till exempel: Nätverken <brev@example.se>")


def sender_now() -> Address:
    """Whom mail comes from, by the settings; the demo sends none and has a sender of its own."""
    return read_sender(current_app.config["MAIL_FROM"] or IN_THE_DEMO)


@contextmanager
def connect(server: Server) -> Iterator[smtplib.SMTP]:
    """A session with the server, in which letters can be handed over; raises `Unreachable`."""
    try:
        session = _open(server)
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(type(error).__name__) from error
    try:
        yield session
    finally:
        with suppress(OSError, smtplib.SMTPException):
            session.quit()


def _open(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.scheme == "smtps":
        session: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        session = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        session.ehlo()
        # What a mail says about somebody goes over no open line; a server that offers no encryption raises here.
        if server.scheme == "smtp" and (not server.is_near or session.has_extn("starttls")):
            session.starttls(context=context)
        if server.user:
            session.login(server.user, server.password)
    except BaseException:
        session.close()
        raise
    return session


def make_message(mail_id: str, address: str, letter: Letter, sender: Address) -> EmailMessage:
    """The letter as it goes out. The same mail has the same Message-ID however often it is sent.

    Raises `BadAddress`.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = _recipient(address)
    if letter.reply_to:
        message["Reply-To"] = _recipient(letter.reply_to)
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{mail_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.off:
        message["List-Unsubscribe"] = f"<{letter.off}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if letter.calendar:
        _add_calendar(message, letter.calendar)
    for file in letter.attachments:
        main, _, sub = file.content_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message


def _recipient(address: str) -> Address:
    """An address for the header; a domain with å, ä or ö in the form that every server knows."""
    name, _, domain = address.rpartition("@")
    try:
        return Address(addr_spec=f"{name}@{domain.encode('idna').decode()}")
    except (ValueError, IndexError, MessageError) as error:
        raise BadAddress from error


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """Twice: as an alternative, which calendars act on by themselves, and as a file, which people can open."""
    method = "CANCEL" if "METHOD:CANCEL" in calendar else "REQUEST"
    message.add_alternative(calendar, subtype="calendar", params={"method": method})
    message.add_attachment(calendar, subtype="calendar", filename=CALENDAR_FILE)
