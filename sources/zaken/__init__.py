"""Zaken API 1.5 (ZGW): what someone has asked of the municipality, and how far it is."""
