"""The audit log: who did what to which object, and when. It only grows, and holds no texts."""
