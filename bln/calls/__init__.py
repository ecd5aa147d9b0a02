"""Coordination calls: Nka and the networks' leaders, before and after each round."""
