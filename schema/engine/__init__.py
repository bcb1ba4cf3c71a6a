"""The engine: an operation becomes a plan, and a plan an answer."""
