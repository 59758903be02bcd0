"""Tables of reference bundles: accepted roots, and what was taken in."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from landwaiter.storage.schema.core_tables import metadata

bundle_root = Table(
    "bundle_root",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("motion_id", Text, ForeignKey("motion.id")),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Accepted by two persons, or, without a motion, signed by the keys of the one before."""

bundle_taken = Table(
    "bundle_taken",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("expired", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("root_id", Text, ForeignKey("bundle_root.id"), nullable=False),
    Column("metadata", Text, nullable=False),
    Column("packs", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""With everything that was signed but the packs, so that the signatures can be verified again."""
