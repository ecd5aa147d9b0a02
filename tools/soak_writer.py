"""Somebody who writes notes over HTTP, and repeats every save until it is answered."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import threading
import time
import uuid
from typing import ClassVar
from urllib.parse import urlencode

from tools import serving

NOTES = "/natverk/almvik/mote/3/anteckningar"
GIVE_UP = 120  # seconds without a single answer


class Unanswered(Exception):
    """The server went away, or could not say whether it saved."""


class Refused(Exception):
    """The server said no to what it should take."""


class Writer:
    """A browser's script: its ids are its own, and the same save may be sent again.

    `acknowledged` holds the text of each note as the server last said that it was saved, by the id as it is stored.
    """

    MARK: ClassVar[str] = "Skrivare "

    def __init__(self, port: int, number: int, stop: threading.Event) -> None:
        self.acknowledged: dict[str, str] = {}
        self.answered = self.repeated = 0
        self.broken = ""
        self._port, self._number, self._stop = port, number, stop
        self._cookie = self._token = ""

    def run(self) -> None:
        """Write until told to stop: every note once, every fourth also sent again, every third changed."""
        count = 0
        try:
            while not self._stop.is_set():
                count += 1
                self._write(count)
        except (Unanswered, Refused, OSError, http.client.HTTPException) as error:
            self.broken = f"{type(error).__name__}: {error}"  # nobody sees the traceback of a thread

    def _write(self, count: int) -> None:
        note_id = uuid.uuid4()
        text = f"{self.MARK}{self._number}, anteckning {count}"
        fields = {"id": str(note_id), "version": "0", "question": "", "text": text, "perspective": "", "kind": ""}
        self._until_saved(NOTES, fields)
        self.acknowledged[note_id.hex] = text
        if count % 4 == 0:
            self._until_saved(NOTES, fields)
        if count % 3 == 0:
            changed = {**fields, "version": "1", "text": f"{text}, ändrad"}
            self._until_saved(f"/natverk/almvik/mote/3/anteckning/{note_id}", changed)
            self.acknowledged[note_id.hex] = changed["text"]

    def _until_saved(self, path: str, fields: dict[str, str]) -> None:
        deadline = time.monotonic() + GIVE_UP
        while True:
            try:
                if not self._token:
                    self._sign_in()
                self._save(path, fields)
                return
            except (Unanswered, OSError, http.client.HTTPException):
                self.repeated += 1
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _save(self, path: str, fields: dict[str, str]) -> None:
        asked = {**fields, "question": self._question, "csrf_token": self._token}
        status, body = self._ask("POST", path, urlencode(asked))
        if status in (200, 201) and json.loads(body):
            self.answered += 1
            return
        if status in (400, 401):
            self._token = ""
        if status in (400, 401, 500, 502, 503):
            raise Unanswered(status)
        raise Refused(f"{path} was answered with {status}: {body[:200]!r}")

    def _sign_in(self) -> None:
        self._cookie = ""
        token = _found(r'name="csrf_token"[^>]*value="([^"]+)"', self._ask("GET", "/logga-in")[1])
        self._ask("POST", "/demo/logga-in", urlencode({"roll": "ledare", "csrf_token": token}))
        page = self._ask("GET", NOTES)[1]
        self._question = _found(r'name="question" value="([^"]+)"', page)
        self._token = _found(r'name="csrf_token"[^>]*value="([^"]+)"', page)

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        with contextlib.closing(http.client.HTTPConnection(serving.HOST, self._port, timeout=20)) as connection:
            headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
            if path not in ("/logga-in", NOTES) or method == "POST":
                headers["Accept"] = "application/json"
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            self._cookie = (answer.getheader("Set-Cookie") or self._cookie).partition(";")[0]
            return answer.status, content


def _found(pattern: str, page: bytes) -> str:
    found = re.search(pattern, page.decode())
    if found is None:
        raise Unanswered(pattern)
    return found[1]
