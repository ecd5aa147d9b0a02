"""Questions to Nka: what networks have asked in the notes that they handed in, who answers, and the answers."""
