"""Documenten API 1.4 (ZGW): what is known of the documents of a zaak."""
