"""The introduction to a programme: a recorded presentation with captions and transcript, seen when one likes."""
