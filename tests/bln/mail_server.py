"""A real mail server on this machine, which keeps what it gets, and can say no or die."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bln.mail.smtp import Server, read_server

SENDER = "Nätverken <brev@natverk.example>"
Answer = Callable[[str], str | None]


@dataclass
class Post:
    """What came to a mail server, in order, and how it behaves.

    `answer` gives the server's word to a recipient, or None for yes. It dies at message number `dies_at`: with
    `keeps_last` after having taken it, so that only the yes is lost.
    """

    got: list[EmailMessage] = field(default_factory=list)
    answer: Answer = lambda _address: None
    dies_at: int = 0
    keeps_last: bool = False
    signed_in: list[tuple[str, str]] = field(default_factory=list)
    encrypted: bool = False
    controller: Controller | None = None
    port: int = 0

    @property
    def server(self) -> Server:
        """The way here."""
        return read_server(f"smtp://127.0.0.1:{self.port}", SENDER)

    @property
    def addresses(self) -> list[str]:
        """Who got something, in order, as often as they did."""
        return [str(message["To"]) for message in self.got]

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Take a recipient, or not."""
        word = self.answer(address)
        if word:
            return word
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a message, unless this is the moment to die."""
        message = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        dying = len(self.got) + 1 == self.dies_at
        if not dying or self.keeps_last:
            self.got.append(message)
        self.encrypted = session.ssl is not None
        if dying:
            assert self.controller
            assert self.controller.server
            assert server.transport
            self.controller.server.close()
            server.transport.abort()
            await asyncio.sleep(0)
        return "250 OK"


@contextmanager
def mail_server(post: Post | None = None, **options: Any) -> Iterator[Post]:
    """Serve until the block ends; `options` are aiosmtpd's."""
    post = post or Post()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        post.port = probe.getsockname()[1]
    post.controller = Controller(post, hostname="127.0.0.1", port=post.port, **options)
    post.controller.start()
    try:
        yield post
    finally:
        post.controller.stop()
