"""Model letters as they are shipped, read and checked."""
