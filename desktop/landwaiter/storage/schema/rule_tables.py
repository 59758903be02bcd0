"""Tables of calibration: samples of cases without a flag, and what a person found in each."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from landwaiter.storage.schema.core_tables import metadata

calibration_sample = Table(
    "calibration_sample",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("population", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

sampled_case = Table(
    "sampled_case",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sample_id", Text, ForeignKey("calibration_sample.id"), nullable=False),
    Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True),
    UniqueConstraint("sample_id", "case_id"),
)

sampled_verdict = Table(
    "sampled_verdict",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sampled_id", Text, ForeignKey("sampled_case.id"), nullable=False, index=True),
    Column("missed", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
