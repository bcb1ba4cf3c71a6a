"""The registries: HTTP to records."""
