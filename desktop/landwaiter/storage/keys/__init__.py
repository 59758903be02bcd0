"""Keys, secrets and the encrypted files beside the database, and the place where all lies."""
