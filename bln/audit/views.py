"""The audit log of a programme, for staff."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from bln.audit.models import AuditAction
from bln.audit.queries import log_page
from bln.pages import page_number
from bln.policy import Action, load_programme

ACTIONS = {
    AuditAction.NOTES_SUBMITTED: "Lämnade in anteckningar",
    AuditAction.NOTES_REOPENED: "Öppnade inlämnade anteckningar igen",
    AuditAction.CHECK_ASKED: "Frågade deltagarna om anteckningarna stämmer",
    AuditAction.QUESTION_ANSWERED: "Svarade på en fråga till Nka",
    AuditAction.SORTING_BEGUN: "Började sammanställa",
    AuditAction.SUMMARY_SHARED: "Delade en sammanställning",
    AuditAction.PLAN_WRITTEN: "Skrev i planen",
    AuditAction.PROGRAMME_BEGUN: "Startade programmet",
    AuditAction.PROGRAMME_CHANGED: "Ändrade programmets inställningar",
    AuditAction.PROGRAMME_ARCHIVED: "Arkiverade programmet",
    AuditAction.PROGRAMME_REOPENED: "Öppnade programmet igen",
    AuditAction.INTRODUCTION_CHANGED: "Ändrade introduktionen",
    AuditAction.NETWORK_ADDED: "Lade till ett nätverk",
    AuditAction.NETWORK_CHANGED: "Ändrade ett nätverks uppgifter",
    AuditAction.NETWORK_ASSIGNED: "Ändrade vem på Nka som är ansvarig för ett nätverk",
    AuditAction.MEMBER_ADDED: "Lade till någon i nätverket",
    AuditAction.LEADER_APPOINTED: "Utsåg någon att leda",
    AuditAction.LEADER_RELIEVED: "Avslutade ett uppdrag att leda",
    AuditAction.MEMBER_LEFT: "Någon lämnade nätverket",
    AuditAction.ACCOUNT_MADE: "Skapade ett konto",
    AuditAction.PERSON_ERASED: "Raderade en person",
    AuditAction.DATA_EXPORTED: "Tog ut data",
    AuditAction.DOCUMENTS_DISPOSED: "Gallrade handlingar",
    AuditAction.INTEREST_DECIDED: "Svarade på en intresseanmälan",
    AuditAction.CONTACTS_DISPOSED: "Raderade kontaktuppgifter",
    AuditAction.REPORT_WRITTEN: "Skrev i den nationella rapporten",
    AuditAction.REPORT_SENT: "Skickade rapporten för avstämning",
    AuditAction.REPORT_CHANGED: "Ändrade tid eller undantag för avstämningen",
    AuditAction.REPORT_ANSWERED: "Svarade på rapporten för ett nätverk",
    AuditAction.REPORT_REPLIED: "Svarade på en synpunkt på rapporten",
    AuditAction.REPORT_PUBLISHED: "Publicerade rapporten",
    AuditAction.REPORT_WITHDRAWN: "Drog tillbaka en publicerad rapport",
}

blueprint = Blueprint("audit", __name__)


@blueprint.get("/program/<programme>/logg")
def show(programme: str) -> str:
    """What has been done in a programme, newest first."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    asked = request.args.get("handelse", "")
    action = AuditAction(asked) if asked in set(AuditAction) else None
    log = log_page(found, action, page_number())
    return render_template("audit/show.html", programme=found, log=log, action=action, actions=ACTIONS)
