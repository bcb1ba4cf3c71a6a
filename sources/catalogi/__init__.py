"""Catalogi API 1.3 (ZGW): what zaken, statussen, resultaten and documents are called."""
