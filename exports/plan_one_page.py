"""A plan on one page: for whoever has a minute. What doesn't fit is counted, and stands in the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from exports import plan_wording, wording
from exports.context import Context
from exports.document import Block, Document, Heading, Item, ListBlock, Paragraph, Text
from exports.plan_decision import PROPOSAL, decision_points, facts_of, notice_of
from meetings.facts import uncited
from meetings.plan import Plan
from meetings.plan_bodies import Body
from meetings.plan_content import Section
from meetings.plan_gaps import numbered_actions
from meetings.plan_version import Adoption, Stamp

LINE = 78  # letters on a line of a list, rather too few than too many
LONGEST = 2 * LINE
OPENING_LINES, DECISION_LINES, AREA_LINES, ACTION_LINES, INDICATOR_LINES = 4, 7, 5, 6, 3


def one_page(own: Plan, body: Body, context: Context, stamp: Stamp | None, adoption: Adoption | None) -> Document:
    """What a body decides on or has decided, the areas, its own actions, and how it is followed, on one page."""
    blocks: list[Block] = [*_opening(own)]
    if own.proposals and not adoption:
        blocks += [Heading(2, PROPOSAL), *_whole_points(own, body)]
    parts = (
        ("Prioriterade områden", [area.title for area in own.areas], AREA_LINES),
        (shortened(f"Insatser för {body.name}", LINE), list(_actions(own)), ACTION_LINES),
        ("Så följs planen upp", [_indicator(m.indicator, m.target) for m in own.measures], INDICATOR_LINES),
    )
    for title, told, lines in parts:
        blocks += [Heading(2, title), *_listed(told, lines)] if told else []
    context = replace(context, network=shortened(context.network, LINE), programme=shortened(context.programme, LINE))
    title = f"{'Lokal plan' if adoption else 'Förslag till lokal plan'} för {context.network} på en sida"
    facts = [(label, shortened(value, LINE)) for label, value in facts_of(body, stamp, adoption)]
    made = context.document(shortened(title, LINE), blocks, facts=facts, notice=notice_of(stamp, adoption))
    return replace(made, compact=True)


def shortened(text: str, longest: int) -> str:
    """The text in at most so many letters, cut between words and then with an ellipsis; a citation is left out."""
    plain = " ".join(uncited(text).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 2].rpartition(' ')[0] or plain[: longest - 2]} …"


def _opening(own: Plan) -> Iterator[Block]:
    """The first paragraph of the summary, or the goal of the network."""
    said = own.text(Section.SUMMARY).strip().partition("\n\n")[0] or own.goal
    if said:
        yield Paragraph((Text(shortened(said, OPENING_LINES * LINE)),), "lead")


def _whole_points(own: Plan, body: Body) -> Iterator[Block]:
    """A point of a decision is told whole or not at all."""
    points = [uncited(point) for point in decision_points(own, body)]
    fit = _fitting(points, DECISION_LINES)
    if fit:
        yield ListBlock(tuple(Item((Text(point),)) for point in points[:fit]), numbered=True)
    if left := len(points) - fit:
        more = "till " if fit else ""
        yield Paragraph((Text(f"Förslaget har {left} {'punkt' if left == 1 else 'punkter'} {more}i planen."),), "muted")


def _actions(own: Plan) -> Iterator[str]:
    for number, action in numbered_actions(own).items():
        about = ", ".join(filter(None, (action.responsible, plan_wording.period(action.start, action.end))))
        yield f"{number} {action.title}. {wording.sentence(about)}" if about else f"{number} {action.title}"


def _indicator(indicator: str, target: str) -> str:
    return f"{indicator}: {target}" if target else indicator


def _listed(told: Sequence[str], lines: int) -> Iterator[Block]:
    short = [shortened(text, LONGEST) for text in told]
    fit = _fitting(short, lines)
    yield ListBlock(tuple(Item((Text(text),)) for text in short[:fit]))
    if left := len(short) - fit:
        yield Paragraph((Text(f"Och {left} till, som står i planen."),), "muted")


def _fitting(texts: Sequence[str], lines: int) -> int:
    """How many of the texts go in so many lines."""
    left = lines
    for count, text in enumerate(texts):
        left -= max(1, ceil(len(text) / LINE))
        if left < 0:
            return count
    return len(texts)
