"""The method of blended learning networks: pure rules over frozen dataclasses, standard library only."""
