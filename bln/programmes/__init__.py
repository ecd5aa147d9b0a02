"""How staff start a programme: from a template, with settings and networks."""
