"""Letters of an office: their small language, what it may name, and what comes of it."""
