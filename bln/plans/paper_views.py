"""The plan for one of those who receive it, and what is missing before it is handed in."""

import uuid

from flask import Blueprint, abort, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import send_document, send_pdf, shown
from bln.networks.models import Network, ReceivingBody
from bln.plans.documents import papers_of
from bln.plans.parts import BY_FIELD
from bln.plans.queries import body_of, plan_of
from bln.policy import Action, load_network
from exports.plan_wording import PAPERS

KINDS = {name: kind for kind, (name, _) in PAPERS.items()}

blueprint = Blueprint("plan_papers", __name__, url_prefix="/natverk/<slug>/plan")


@blueprint.get("/for/<uuid:body>")
def show(slug: str, body: uuid.UUID) -> str:
    """The plan as a body would get it today, and its papers as files."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    found = _find(access.network, body)
    papers = papers_of(access.network, found, for_members=not access.may(Action.READ_SUBMITTED_NOTES))
    document = shown(papers["plan"])
    return render_template(
        "plans/body.html", access=access, network=access.network, body=found, document=document, papers=PAPERS.values()
    )


@blueprint.get("/for/<uuid:body>/<paper>.<ext>")
def download(slug: str, body: uuid.UUID, paper: str, ext: str) -> Response:
    """A paper of the draft as a file."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    found = _find(access.network, body)
    if paper not in KINDS:
        abort(404)
    papers = papers_of(access.network, found, for_members=not access.may(Action.READ_SUBMITTED_NOTES))
    made, name = papers[KINDS[paper]], f"{slug}-{paper}-{found.arena}"
    return send_pdf(made, name) if ext == "pdf" else send_document(made, name, ext)


@blueprint.get("/klar")
def ready(slug: str) -> str:
    """What is missing and why it matters, each with a link to where it is written: advice, never a lock."""
    from exports import plan_advice
    from meetings.plan_ready import find_lacks

    access = load_network(current_user, slug, Action.EDIT_PLAN)
    lacks = find_lacks(plan_of(access.network), [body_of(body) for body in access.network.bodies])
    return render_template(
        "plans/ready.html",
        network=access.network,
        lacks=lacks,
        advice=plan_advice,
        parts=BY_FIELD,
        new_key=uuid.uuid4,
    )


def _find(network: Network, body: uuid.UUID) -> ReceivingBody:
    found = next((each for each in network.bodies if each.id == body), None)
    if found is None:
        abort(404)
    return found
