"""Pages: the CPU of a worker for each request, against a bare Flask route in a worker of its own."""

from collections.abc import Callable, Iterator

from flask import Flask

from bench.data import BOARD, NEWS, PAGE, grow_programme, selects, write_notes
from bench.measure import Row, Sizes, compared, limited
from bench.served import Job, Server, side_by_side

BARE_REQUESTS = 8  # so many bare requests for each of ours: their CPU time is counted in hundredths


def measure(app: Flask, ours: Server, bare: Server, sizes: Sizes) -> Iterator[Row]:
    """The meeting page and the board, at both sizes."""
    ours.sign_in("ledare")
    usual = min(sizes.meeting_notes)
    for notes in sizes.meeting_notes:
        write_notes(app, notes)
        most = 12 if notes == usual else None
        yield from _page(ours, bare, sizes, f"meeting page, {notes} notes", PAGE, most=most)
        yield limited(f"meeting page, {notes} notes: SELECTs", selects(app, "ledare", PAGE), most=8)
    tag = ours.tag(NEWS)
    yield from _asked(ours, bare, sizes, "room poll, nothing new", lambda: ours.unchanged(NEWS, tag))
    yield from _asked(ours, bare, sizes, "room poll, 50 notes", lambda: ours.get(NEWS))
    ours.sign_in("nka")
    asked = []
    for networks in sizes.networks:
        grow_programme(app, networks)
        yield from _page(ours, bare, sizes, f"board, {networks} networks", BOARD, most=None)
        asked.append(selects(app, "nka", BOARD))
    few, many = sizes.networks
    yield compared(f"board: SELECTs at {many} against {few} networks", asked[1], asked[0], unit="", most=1)


def _page(ours: Server, bare: Server, sizes: Sizes, name: str, path: str, most: float | None = None) -> Iterator[Row]:
    yield from _asked(ours, bare, sizes, name, lambda: ours.get(path), most)
    yield limited(f"{name}: size", len(ours.get(path)) / 1_000, "kB")


def _asked(
    ours: Server, bare: Server, sizes: Sizes, name: str, ask: Callable[[], object], most: float | None = None
) -> Iterator[Row]:
    page = Job(ours, ask, sizes.requests)
    route = Job(bare, lambda: bare.get("/health"), sizes.requests * BARE_REQUESTS)
    side_by_side(sizes.rounds, page, route)
    ours.connect_anew()
    yield compared(f"{name}: CPU", page.cpu_ms, route.cpu_ms, most=most)
