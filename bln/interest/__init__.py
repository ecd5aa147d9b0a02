"""Expressions of interest in leading a network: from the public page to a network, or a no."""
