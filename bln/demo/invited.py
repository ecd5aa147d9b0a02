"""Those who are invited to a network of the demo and have not answered."""

from datetime import timedelta

from bln.clock import utcnow
from bln.demo.content import InvitedContent
from bln.members.inviting import LIFETIME, Invited, invite
from bln.networks.models import Network
from meetings.programme import Perspective


def invite_people(network: Network, people: list[InvitedContent]) -> None:
    """Invite them as a leader does, as many days ago as the content says."""
    asked = [
        Invited(p["name"], f"inbjuden-{number}@demo.invalid", (Perspective(p["perspective"]),), p["organisation"])
        for number, p in enumerate(people, start=1)
    ]
    for invitation, person in zip(invite(network, asked), people, strict=True):
        invitation.sent_at = invitation.created_at = utcnow() - timedelta(days=person["days_ago"])
        invitation.expires_at = invitation.sent_at + LIFETIME
