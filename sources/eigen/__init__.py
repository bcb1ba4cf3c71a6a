"""What the municipality keeps here of its own about somebody: not behind a wire, but in the store."""
