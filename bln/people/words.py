"""The Swedish that both pages and commands say about signing in."""

from datetime import timedelta
from math import ceil

from bln.people.passwords import SHORTEST_PASSWORD, Weakness
from exports import wording

WEAK = {
    Weakness.SHORT: f"Lösenordet är för kort. Skriv minst {SHORTEST_PASSWORD} tecken.",
    Weakness.COMMON: "Lösenordet är för lätt att gissa. Skriv till exempel en mening som bara du kan.",
}


def too_soon(wait: timedelta) -> str:
    """What to tell whoever has tried too often."""
    seconds = ceil(wait.total_seconds())
    how_long = f"{seconds} sekunder" if seconds < 60 else wording.duration(ceil(seconds / 60))
    return f"Det har blivit många försök. Vänta {how_long} och försök sedan igen."
