"""Names in other languages and scripts: how they are read, and what their words mean."""
