"""The demo: a founding programme with ten invented networks, played through the real services."""
