"""Whose signature counts: statements about people and keys, seals of audit entries, pairs.

Pure functions of signed bytes. Storage, reports and the check of a key sheet read alike here, and
nothing of it looks at a column that plain SQL could change.
"""
