"""Tables of frozen reports."""

from sqlalchemy import Table

from landwaiter.storage.schema.columns import blob, by_person, identity, metadata, of_case, text

dossier = Table(
    "dossier",
    metadata,
    identity(),
    of_case(),
    text("report_type"),
    blob("body"),
    text("sha256", index=True),
    *by_person(),
)
