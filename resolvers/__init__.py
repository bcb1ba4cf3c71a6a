"""The sentences: how an edge gets its records."""
