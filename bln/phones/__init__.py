"""Phones in the room: without an account, while the meeting goes on."""
