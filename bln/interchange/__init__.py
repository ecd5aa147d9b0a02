"""A whole programme as one file, out and in."""
