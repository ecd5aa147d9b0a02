"""What is known: facts with their sources, what may be said of them and what not."""
