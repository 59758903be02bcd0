"""What is SQLite's and SQLCipher's own."""
