"""Entries about a case are counted, and each holds the hash of the one before it."""

from landwaiter.storage.migrations.statements import run

revision = "0026"
down_revision = "0025"

_OBJECT = "{entry} ->> '$.object'"
_CASE = (
    f"CASE WHEN substr({_OBJECT}, 1, 5) = 'case/' THEN "
    f"substr({_OBJECT}, 6, instr(substr({_OBJECT}, 6) || '/', '/') - 1) END"
)

CASE_ID = (
    "ALTER TABLE audit_entry ADD COLUMN case_id TEXT "
    f"GENERATED ALWAYS AS ({_CASE.format(entry='entry')}) VIRTUAL"
)
OF_A_CASE = "CREATE INDEX audit_entry_case ON audit_entry (case_id, seq) WHERE case_id IS NOT NULL"

_LAST = f"FROM audit_entry WHERE case_id = {_CASE.format(entry='NEW.entry')}"
CHAIN = f"""
CREATE TRIGGER audit_entry_case_chain BEFORE INSERT ON audit_entry
WHEN NEW.entry ->> '$.v' IS NOT '2'
  OR NEW.entry ->> '$.case_seq' IS NOT iif({_CASE.format(entry="NEW.entry")} IS NULL, '',
       CAST(coalesce((SELECT entry ->> '$.case_seq' {_LAST} ORDER BY seq DESC LIMIT 1), 0) + 1
            AS TEXT))
  OR NEW.entry ->> '$.case_prev' IS NOT iif({_CASE.format(entry="NEW.entry")} IS NULL, '', coalesce(
       (SELECT sha256 {_LAST} ORDER BY seq DESC LIMIT 1),
       '0000000000000000000000000000000000000000000000000000000000000000'))
BEGIN
  SELECT RAISE(ABORT, 'landwaiter: an audit entry about a case only follows the last one about it');
END
"""


def upgrade() -> None:
    run((CASE_ID, OF_A_CASE, CHAIN))
