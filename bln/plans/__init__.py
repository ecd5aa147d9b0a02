"""The local plans."""
