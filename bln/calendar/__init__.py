"""Meetings in people's own calendars: as a file, in the mail of dates, and as a feed."""
