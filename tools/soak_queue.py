"""A device that was without a network: it has written several notes before it sends any."""

from __future__ import annotations

import threading
import uuid

from tools.soak_writer import NOTES, Writer

QUEUED = 6


class QueuedWriter(Writer):
    """A queue as the browser's script keeps it: the session has ended meanwhile, an entry is sent again until it is
    answered, and the next one only then. `order` holds the ids as they were written."""

    def __init__(self, port: int, number: int, stop: threading.Event) -> None:
        super().__init__(port, number, stop)
        self.order: list[str] = []

    def _write(self, count: int) -> None:
        queue = [self._entry(f"{self.MARK}{self._number}, kö {count}, anteckning {place}") for place in range(QUEUED)]
        self._token = ""
        for place, fields in enumerate(queue):
            self._until_saved(NOTES, fields)
            key = uuid.UUID(fields["id"]).hex
            self.acknowledged[key] = fields["text"]
            self.order.append(key)
            if place % 2:  # the device was cut off before it could take the entry out of its queue
                self._until_saved(NOTES, fields)

    @staticmethod
    def _entry(text: str) -> dict[str, str]:
        empty = {"version": "0", "question": "", "perspective": "", "kind": ""}
        return {"id": str(uuid.uuid4()), "text": text, **empty}
