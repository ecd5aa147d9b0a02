"""Where a meeting's notes went."""
