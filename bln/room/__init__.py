"""The room: a meeting before, during and after."""
