"""What a report leans on: its sources in order, and when the networks met."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports import wording
from exports.document import Block, Inline, Item, Link, ListBlock, Paragraph, Text
from meetings.programme import Reference
from meetings.report import NetworkFacts


def references_chapter(references: Sequence[Reference]) -> Iterator[Block]:
    """The references, numbered in their order; nothing when there is none."""
    if references:
        yield ListBlock(tuple(Item(tuple(cited(reference))) for reference in references), numbered=True)


def cited(reference: Reference) -> Iterator[Inline]:
    """A source as it stands in a list: the source with its address, then what it is used for."""
    text = reference.text.rstrip(".")
    yield Link(text, reference.url) if reference.url else Text(text)
    yield Text(f". {wording.sentence(reference.note).rstrip('.')}." if reference.note else ".")


def meetings_held(networks: Sequence[NetworkFacts]) -> Iterator[Block]:
    """How many meetings were held, and between which days; nothing before the first one."""
    held, planned = sum(n.meetings_held for n in networks), sum(n.meetings_planned for n in networks)
    if not held:
        return
    sentences = [f"{wording.number(held)} av {wording.counted(planned, 'möte')} är hållna."]
    first = min((network.first_met for network in networks if network.first_met), default="")
    last = max((network.last_met for network in networks if network.last_met), default="")
    if first and first == last:
        sentences.append(f"Nätverken träffades {_in_full(first)}.")
    elif first:
        sentences.append(f"Det första mötet var {_in_full(first)} och det senaste {_in_full(last)}.")
    yield Paragraph((Text(" ".join(sentences)),))


def _in_full(iso: str) -> str:
    return wording.date_in_full(date.fromisoformat(iso))
