"""What the options of a command name: a programme, a network, a meeting, a round."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import click
from sqlalchemy import select

from bln.db import db
from bln.networks.models import Meeting, Network, Programme
from bln.networks.queries import meetings_of
from bln.output import Refused
from meetings.programme import Step

MOST_NAMED = 20

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

programme_option: Decorator = click.option(
    "--programme", metavar="PROGRAM", help="Programmets nyckel. Behövs bara när det finns flera."
)
network_option: Decorator = click.option("--network", metavar="NÄTVERK", help="Nätverkets namn i adressen.")
meeting_option: Decorator = click.option("--meeting", type=int, metavar="NUMMER", help="Mötets nummer.")
round_option: Decorator = click.option("--round", type=int, metavar="NUMMER", help="Mötesomgångens nummer.")


def find_programme(key: str | None) -> Programme:
    """The programme with this key, or the only one there is."""
    programmes = {found.slug: found for found in db.session.scalars(select(Programme).order_by(Programme.slug))}
    if not programmes:
        raise Refused("Det finns inget program än.")
    if key is None and len(programmes) > 1:
        raise click.UsageError(f"Det finns flera program. Välj ett med --programme: {_named(list(programmes))}.")
    if key is not None and key not in programmes:
        raise Refused(f"Programmet ”{key}” finns inte. {_nearest(key, list(programmes))}")
    return programmes[key] if key else next(iter(programmes.values()))


def find_network(slug: str | None, programme: str | None = None) -> Network:
    """The network with this name; in the programme, if one is named."""
    query = select(Network).order_by(Network.slug)
    if programme is not None:
        query = query.where(Network.programme_id == find_programme(programme).id)
    networks = {network.slug: network for network in db.session.scalars(query)}
    if not networks:
        raise Refused("Det finns inget nätverk än.")
    if slug is None:
        raise click.UsageError(f"Välj ett nätverk med --network: {_named(list(networks))}.")
    if slug not in networks:
        raise Refused(f"Nätverket ”{slug}” finns inte. {_nearest(slug, list(networks))}")
    return networks[slug]


def find_meeting(network: Network, number: int | None) -> Meeting:
    """The meeting of a network with this number."""
    meetings = {meeting.number: meeting for meeting in meetings_of(network)}
    numbers = _named([str(known) for known in meetings])
    if number is None:
        raise click.UsageError(f"Välj ett möte med --meeting: {numbers}.")
    if number not in meetings:
        raise Refused(f"Möte {number} finns inte i {network.place}. Möten som finns: {numbers or 'inga'}.")
    return meetings[number]


def find_round(programme: Programme, number: int) -> Step:
    """The step of the template that a round is made of."""
    step = programme.round_step(number)
    if step is None:
        count = len(programme.template.steps)
        raise Refused(f"Omgång {number} finns inte. Programmet har omgång 1 till {count}.")
    return step


def _nearest(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word.casefold(), known, n=3)
    return f"Menade du {' eller '.join(near)}?" if near else f"Välj bland: {_named(known)}."


def _named(known: Sequence[str]) -> str:
    rest = len(known) - MOST_NAMED
    return ", ".join(known[:MOST_NAMED]) + (f" och {rest} till" if rest > 0 else "")
