"""The desk: summaries of meetings and of rounds, and the board over all networks."""
