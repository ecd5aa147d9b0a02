"""The plan's way to a decision: versions, hand-in, the check of a file, answers, and the overview."""
