"""Documents, and small results of the rules, made by hand: an invented programme about a shared garden."""

from dataclasses import replace
from typing import Any

from exports.context import Context
from exports.document import (
    Block,
    Chart,
    Document,
    Heading,
    Item,
    Link,
    ListBlock,
    Mark,
    PageBreak,
    Paragraph,
    Table,
    Text,
    WritingSpace,
)
from meetings.composition import Composition
from meetings.notes import Note, NoteKind, Source
from meetings.plan import Passage, Plan, PriorityArea
from meetings.plan_content import Action
from meetings.programme import Gathers, Material, Perspective, Question, TimeBox
from meetings.prompts import Basis, CarriedTheme, Guide, Origin, Prompt
from meetings.report import NetworkFacts, Report, ReportGap, ReportGapKind, RoundResult
from meetings.summary import Summary, Theme

NAMES = {"norr": "Norrby", "soder": "Söderby", "vaster": "Västerby"}
CONTEXT = Context("Odla ihop", network="Norrby", names=NAMES)
NATIONAL = replace(CONTEXT, network="")
NEEDS = Question("needs", "Det vi behöver", "Vad behöver odlarna?", Gathers.SUPPORT)
LACKS = Question("lacks", "Det som saknas", "Vad saknas i dag?", Gathers.GAP)

PLENTY: tuple[Block, ...] = (
    Paragraph((Text("Det viktigaste "), Text("först", strong=True), Text(".")), "lead"),
    Heading(2, "Kapitel ett", "ett"),
    Paragraph((Text("En mening. "), Mark("M1·T1·N1", "n1"), Text(" Läs "), Link("hos oss", "https://exempel.se/å"))),
    ListBlock((Item((Text("en not"),), "n1"), Item((Text("en till", emphasis=True),)))),
    ListBlock((Item((Text("först"),)), Item((Text("sedan"),))), numbered=True),
    Heading(3, "Under ett"),
    ListBlock((Item((Text("om igen"),)),), numbered=True),
    Paragraph((Text("Här saknas något."),), "gap"),
    Table("Redskap", ("Sak", "Antal"), (((Text("Spade"),), (Text("2"),)), ((Text("Kratta"),), (Text("1"),))), (3, 1)),
    PageBreak(),
    Heading(2, "Kapitel två"),
    Paragraph((Text("Då växer det."),), "quote"),
    Chart("Skörden", ("Grönsak", "Antal lådor"), (("Bönor", 4), ("Kål & lök", 1)), "Bönor gav 4 lådor, kål och lök 1."),
    WritingSpace("Skriv här:", 3),
    Paragraph((Text("Slut."),), "muted"),
)


def make_document(*blocks: Block, contents: bool = False, title: str = "En titel") -> Document:
    return Document(
        title,
        subtitle="Odla ihop",
        notice="Utkast.",
        facts=(("Nätverk", "Norrby"), ("Version", "2")),
        blocks=blocks or PLENTY,
        contents=contents,
    )


def make_note(
    number: int,
    text: str,
    network: str = "norr",
    meeting: int = 1,
    question: str = "needs",
    kind: NoteKind | None = None,
) -> Note:
    key = f"{network}-{meeting}-{number}"
    return Note(key, network, meeting, number, question, text, Perspective.CARER, kind=kind)


def make_sources(
    count: int, *, meeting: int = 1, theme: int = 1, networks: tuple[str, ...] = ("norr",)
) -> tuple[Source, ...]:
    return tuple(
        Source(f"{network}-{meeting}-{n}", network, meeting, n, theme)
        for network in networks
        for n in range(1, count + 1)
    )


def make_notes(*sources: Source) -> dict[str, Note]:
    return {s.note_id: make_note(s.note, f"Ordagrant {s.network} {s.note}", s.network, s.meeting) for s in sources}


def make_theme(number: int, *sources: Source, gathers: Gathers = Gathers.SUPPORT, question: str = "needs") -> Theme:
    text = f"Det sägs om {number}."
    return Theme(f"{gathers}-{number}", number, question, gathers, f"Tema {number}", text, text, sources)


def make_summary(
    *themes: Theme,
    network: str | None = "norr",
    meeting: int = 1,
    compiled: bool = True,
    unsorted: tuple[Source, ...] = (),
    submitted: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
) -> Summary:
    return Summary(network, meeting, ("seed",), 1, compiled, themes, unsorted, submitted, missing)


def make_carried(number: int, *sources: Source) -> CarriedTheme:
    origin = Origin.OWN if sources else Origin.NATIONAL
    title = f"Tema {number}"
    return CarriedTheme(f"t{number}", origin, 1, number, Gathers.SUPPORT, title, "Text.", len(sources) or 9, 4, sources)


def make_guide(*prompts: Prompt, basis: Basis = Basis.SUMMARY, meeting: int = 2, unsorted: int = 0) -> Guide:
    return Guide(
        network="norr",
        meeting=meeting,
        steps=("sprout",),
        title="Grodden",
        purposes=("Vi ser vad som gror.",),
        starting_points=("Vi **börjar** nu.\n\n- ett\n- två\n\n[Läs mer](https://exempel.se)",),
        prompts=prompts or (make_prompt(),),
        time_boxes=(TimeBox("Välkommen", 10), TimeBox("Frågan", 40, "lacks")),
        rules_of_dialogue=("En i taget.",),
        material=(Material("Skrift", "https://exempel.se/skrift", "från biblioteket"), Material("Papper")),
        basis=basis,
        unsorted=unsorted,
    )


def make_prompt(*carried: CarriedTheme, left_out: int = 0, national: tuple[CarriedTheme, ...] = ()) -> Prompt:
    return Prompt("lacks", "Det som saknas", "Vad saknas?", "Tänk efter.", Gathers.GAP, 40, carried, left_out, national)


def make_passage(name: str, *sources: Source) -> Passage:
    return Passage(name, f"Rubrik {name}", f"Det sägs om {name}.", f"Det sägs om {name}.", sources)


def make_area(number: int, *, who: tuple[Passage, ...] = ()) -> PriorityArea:
    sources = make_sources(2, meeting=4, theme=number)
    return PriorityArea(f"a{number}", number, f"Område {number}s namn", f"Skälet till {number}.", sources, who=who)


def make_action(name: str, *sources: Source, area: int = 1, **more: Any) -> Action:
    return Action(name, f"Rubrik {name}", f"a{area}", f"Det sägs om {name}.", sources=sources, **more)


def make_plan(*areas: PriorityArea, **more: Any) -> Plan:
    counts = ((Perspective.CARER, 3), (Perspective.POLITICIAN, 1), (Perspective.MANAGER, 0))
    nothing: tuple[Passage, ...] = ()
    plan = Plan(
        network="norr",
        purpose="Att odla tillsammans.",
        goal="En odling för alla.",
        composition=Composition(4, counts, (Perspective.MANAGER,), (Perspective.POLITICIAN,), 0, 0),
        needs=(make_passage("behov", *make_sources(1)),),
        strengths=(make_passage("styrka", *make_sources(1, meeting=2)),),
        gaps_found=nothing,
        problems=nothing,
        technology=nothing,
        areas=areas,
        considered=nothing,
        loose=nothing,
        goals=nothing,
        follow_up=nothing,
    )
    return replace(plan, **more)


def make_facts(slug: str, carers: int = 3, politicians: int = 3, areas: tuple[str, ...] = ()) -> NetworkFacts:
    return NetworkFacts(
        slug=slug,
        name=NAMES[slug],
        place=NAMES[slug],
        region="Region Odla",
        members=carers + politicians,
        perspectives=((Perspective.CARER, carers), (Perspective.POLITICIAN, politicians)),
        meetings_held=2,
        meetings_submitted=1,
        meetings_planned=5,
        areas=tuple((area, ()) for area in areas),
    )


def make_report(*networks: NetworkFacts) -> Report:
    theme = make_theme(1, *make_sources(3, networks=("norr", "soder")))
    summary = make_summary(theme, network=None, submitted=("norr", "soder"), missing=("vaster",))
    return Report(
        title="Odla ihop",
        purpose="Att odla tillsammans.",
        goal="En odling för alla.",
        networks=networks
        or (make_facts("norr", areas=("Vatten", "Redskap")), make_facts("soder"), make_facts("vaster")),
        rounds=(
            RoundResult("seed", "Fröet", "Vi börjar.", summary),
            RoundResult("sprout", "Grodden", "Vi ser vad som gror.", None),
        ),
        common=((Gathers.SUPPORT, theme),),
        gaps=(
            ReportGap(ReportGapKind.NETWORKS_MISSING, "seed", ("vaster",)),
            ReportGap(ReportGapKind.ROUND_NOT_SHARED, "sprout"),
            ReportGap(ReportGapKind.NO_LESSONS),
        ),
    )
