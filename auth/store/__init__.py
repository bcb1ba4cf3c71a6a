"""What the service keeps of its own: tables in SQLite or PostgreSQL, and the encryption of what is in them."""
