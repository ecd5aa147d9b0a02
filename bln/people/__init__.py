"""People: accounts, memberships, sign-in."""
