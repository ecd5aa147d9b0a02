"""The kinds of mail, each with the function that gives its templates what they say."""

KINDS: dict[str, str] = {
    "invitation": "bln.members.mails:invitation",
    "invitation_reminder": "bln.members.mails:invitation_reminder",
    "member_link": "bln.members.mails:member_link",
}
