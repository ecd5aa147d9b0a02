"""Word files that others made, read by a process of its own with little memory and little time. No Flask."""
