"""BRP API Personen 2.7: who someone is, where they live and whom they are related to."""
