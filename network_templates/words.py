"""The Swedish words that a template's author writes, and what they stand for (domain.md, Words)."""

from meetings.programme import Gathers, Perspective

PERSPECTIVES = {
    "anhörig": Perspective.CARER,
    "yrkesverksam": Perspective.PRACTITIONER,
    "politiker": Perspective.POLITICIAN,
    "chef eller ledare": Perspective.MANAGER,
    "idéburen organisation": Perspective.CIVIL_SOCIETY,
}

GATHERS = {
    "stöd": Gathers.SUPPORT,
    "det som fungerar": Gathers.STRENGTH,
    "förbättringsområden": Gathers.GAP,
    "välfärdsteknik": Gathers.TECHNOLOGY,
    "problem": Gathers.PROBLEM,
    "prioriterade områden": Gathers.PRIORITY,
    "hur": Gathers.HOW,
    "vem": Gathers.WHO,
    "samverkansparter": Gathers.PARTNERS,
    "mål": Gathers.GOAL,
    "plan": Gathers.PLAN,
    "uppföljning": Gathers.FOLLOW_UP,
}
