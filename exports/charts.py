"""Counts as a chart, with words for those who don't see it and a table with the same numbers."""

from collections.abc import Sequence

from exports import wording
from exports.document import Block, Chart, Table, Text

MOST_NAMED = 2  # bars of equal length that are named; more are counted


def bar_chart(caption: str, category: str, noun: str, counts: Sequence[tuple[str, int]]) -> tuple[Block, ...]:
    """A chart and the table of its numbers; nothing when there is nothing to count.

    `category` is what a bar stands for ("Område"), `noun` what is counted ("anteckning", as in `wording.counted`),
    `counts` the bars from the top.
    """
    if not counts:
        return ()
    chart = counts_chart(caption, category, noun, counts)
    rows = tuple(((Text(label),), (Text(wording.number(count)),)) for label, count in counts)
    return chart, Table(f"{caption}, i siffror", chart.header, rows, (7, 2))


def counts_chart(caption: str, category: str, noun: str, counts: Sequence[tuple[str, int]]) -> Chart:
    """The chart alone, for where a table with the same numbers follows; without counts it leaves no trace."""
    header = (category, f"Antal {wording.plural(noun)}")
    return Chart(caption, header, tuple(counts), _alternative(noun, counts))


def _alternative(noun: str, counts: Sequence[tuple[str, int]]) -> str:
    """What is seen: how many bars there are, which are the longest and the shortest."""
    if not counts:
        return ""
    numbers = [count for _, count in counts]
    most, fewest = max(numbers), min(numbers)
    opening = f"Stapeldiagram med {_bars(len(counts))}."
    if most == fewest:
        each = "Den visar" if len(counts) == 1 else "Alla är lika långa och visar"
        return f"{opening} {each} {wording.counted(most, noun)}."
    longest, shortest = _named(counts, most), _named(counts, fewest)
    return (
        f"{opening} Längst är {longest} med {wording.counted(most, noun)}, "
        f"kortast {shortest} med {wording.counted(fewest, noun)}."
    )


def _named(counts: Sequence[tuple[str, int]], number: int) -> str:
    labels = [f"”{label}”" for label, count in counts if count == number]
    named = wording.join(labels) if len(labels) <= MOST_NAMED else _bars(len(labels))
    return named if len(labels) == 1 else f"{named}, var och en"


def _bars(n: int) -> str:
    return "en stapel" if n == 1 else f"{wording.number(n)} staplar"
