"""A register is changed by two persons, and written off is what stands in it."""

from sqlalchemy import Table

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only
from landwaiter.storage.schema.registers import (
    licence_write_off,
    register_entry,
    register_load,
    register_worded,
)
from landwaiter.storage.sqlite.dialect import value_of

_CHANGE = f"""m.id = NEW.motion_id AND m.deed = 'change_register'
      AND m.object = 'register/' || NEW.register || '/' || NEW.issuer
      AND {value_of("m.text", "args.sha256")} = NEW.batch
      AND m.author = NEW.author"""


def _is_seconded(table: Table) -> Guard:
    return Guard(
        f"{table.name}_is_seconded",
        table.name,
        "insert",
        "a register is changed by two persons",
        not_seconded(_CHANGE),
    )


GUARDS = (
    *append_only(register_entry),
    _is_seconded(register_entry),
    *append_only(register_worded),
    *append_only(register_load),
    _is_seconded(register_load),
    *append_only(licence_write_off),
    Guard(
        "licence_write_off_of_a_licence",
        "licence_write_off",
        "insert",
        "a write-off is of a licence in the register",
        """NOT EXISTS (
    SELECT 1 FROM register_entry AS e
    WHERE e.register = 'licences' AND e.issuer = NEW.issuer AND e.ref = NEW.ref)
  OR (NEW.undoes IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM licence_write_off AS w WHERE w.id = NEW.undoes AND w.undoes IS NULL
      AND w.issuer = NEW.issuer AND w.ref = NEW.ref))""",
    ),
)
