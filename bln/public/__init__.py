"""What is open to all: start, health, the component page."""
