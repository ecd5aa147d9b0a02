"""Every kind of mail, and the function that knows what it says when it is sent."""

KINDS: dict[str, str] = {
    "call": "bln.calls.mails:call",
    "dates": "bln.calendar.mails:dates",
    "digest": "bln.mail.digest:digest",
    "invitation": "bln.members.mails:invitation",
    "invitation_reminder": "bln.members.mails:invitation_reminder",
    "member_link": "bln.members.mails:member_link",
    "password_reset": "bln.people.mails:password_reset",
    "plan_hand_in": "bln.handing.mails:plan_hand_in",
    "report": "bln.reports.mails:report",
    "report_reminder": "bln.reports.mails:report_reminder",
    "receipt": "bln.room.mails:receipt",
    "sign_in_link": "bln.people.mails:sign_in_link",
}
