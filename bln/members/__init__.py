"""Members: invitations, consent, personal links, who comes and goes."""
