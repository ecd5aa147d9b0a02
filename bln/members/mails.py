"""What the mails of this feature say; called when a mail is sent, so that a link's secret is made then."""

import uuid
from collections.abc import Mapping

from flask import url_for

from bln.db import db
from bln.mail.addresses import personal_link
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.members.inviting import LIFETIME
from bln.members.models import Invitation, InvitationState
from bln.people.models import Membership, Role
from bln.people.tokens import issue_token
from exports import wording

INVITATION_PURPOSE = "invitation"
ASKED_TO = {
    Role.LEADER: "leda",
    Role.DEPUTY: "vara ställföreträdare för den som leder",
    Role.SUBSTITUTE: "tillfälligt leda",
    Role.MEMBER: "vara med i",
}


def invitation(mail: Mail) -> Mapping[str, str]:
    """An invitation, first or once more; raises `Outdated` where there is nothing to answer."""
    found = db.session.get(Invitation, uuid.UUID(mail.parameters["invitation"]))
    if found is None or found.standing is not InvitationState.PENDING:
        raise Outdated
    secret = issue_token(INVITATION_PURPOSE, found.id, LIFETIME)
    return {
        "subject": f"Inbjudan till nätverket i {found.network.place}",
        "name": found.name,
        "asked_to": ASKED_TO[found.role],
        "place": found.network.place,
        "programme": found.network.programme.title,
        "until": wording.date_in_full(found.expires_at.date()),
        "link": url_for("invitations.show", secret=secret, _external=True),
    }


def invitation_reminder(mail: Mail) -> Mapping[str, str]:
    """The same with another subject; its link is a new one, and the old goes on working."""
    return {**invitation(mail), "subject": "Påminnelse: du är inbjuden till ett nätverk"}


def member_link(mail: Mail) -> Mapping[str, str]:
    """The personal link of a member; raises `Outdated` for who has left."""
    membership = db.session.get(Membership, uuid.UUID(mail.parameters["membership"]))
    if membership is None or membership.left_at:
        raise Outdated
    return {
        "subject": f"Din länk till nätverket i {membership.network.place}",
        "name": membership.person.name or "",
        "place": membership.network.place,
        "programme": membership.network.programme.title,
        "link": personal_link(membership),
    }
