"""Data protection: what is kept of a person, erasing, and the disposal of documents."""
