"""The casebook as it is first released: what `storage/schema` says of tables and guards."""

from alembic import op

from landwaiter.storage.schema.guards.all_guards import GUARDS
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite.whole_schema import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    for statement in statements(metadata, GUARDS):
        op.get_bind().exec_driver_sql(statement)
