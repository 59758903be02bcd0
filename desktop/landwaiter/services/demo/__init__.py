"""The sample casebook and the self-test: the whole job on fictional data."""
