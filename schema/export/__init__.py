"""The own dossier to download (AVG 15 and 20): walked to the end of every list, as JSON and as an accessible PDF."""
