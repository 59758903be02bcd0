"""Streets as an index: how many firms share an address is asked on every evaluation."""

from landwaiter.storage.migrations.statements import run

revision = "0016"
down_revision = "0015"

INDEX = """
CREATE INDEX party_street ON party (json_extract(address, '$.street') COLLATE NOCASE)
WHERE gone_at IS NULL
"""


def upgrade() -> None:
    run((INDEX,))
