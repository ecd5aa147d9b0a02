"""Programmes, networks and meetings."""
