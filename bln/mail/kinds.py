"""Every kind of mail, and the function that knows what it says when it is sent."""

KINDS: dict[str, str] = {
    "dates": "bln.calendar.mails:dates",
    "digest": "bln.mail.digest:digest",
}
