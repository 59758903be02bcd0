"""A list is taken in with a question to another person, and goes by two."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, never_removed
from landwaiter.storage.schema.lists import (
    edition_listing,
    joint_index,
    list_edition,
    list_index,
    list_return,
    listing_body,
)
from landwaiter.storage.sqlite.dialect import value_of


def _question(motion: str) -> str:
    """The motion asks another person about the edition."""
    return f"""{motion}.deed = 'confirm_list' AND {motion}.object = 'list/' || NEW.list_id
      AND {value_of(f"{motion}.text", "args.edition_sha256")} = NEW.sha256"""


_ASKS = "another person is asked about a list that is taken in"
_NOT_ASKED = f"""NOT EXISTS (
    SELECT 1 FROM motion AS m WHERE {_question("m")}
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))"""

GUARDS = (
    never_removed(list_edition),
    Guard(
        "list_edition_stays_confidential",
        "list_edition",
        "update",
        "a confidential list is not made public",
        "OLD.confidential = 1 AND NEW.confidential = 0",
    ),
    Guard(
        "list_edition_stays_numbered",
        "list_edition",
        "update",
        "what an edition holds is never changed",
        """OLD.number IS DISTINCT FROM NEW.number
  OR OLD.sha256 <> NEW.sha256 OR OLD.list_id <> NEW.list_id""",
    ),
    Guard(
        "list_edition_removal_is_seconded",
        "list_edition",
        "update",
        "a list is removed by two persons",
        f"""NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL
  AND {not_seconded("m.deed = 'remove_list' AND m.object = 'list/' || NEW.list_id")}
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_end AS e ON e.motion_id = m.id
    WHERE e.state = 'declined' AND e.author <> m.author
      AND m.id = (SELECT max(n.id) FROM motion AS n WHERE {_question("n")}))""",
    ),
    Guard("list_edition_import_is_asked_about", "list_edition", "insert", _ASKS, _NOT_ASKED),
    Guard(
        "list_edition_return_is_asked_about",
        "list_edition",
        "update",
        _ASKS,
        f"NEW.removed_at IS NULL AND OLD.removed_at IS NOT NULL AND {_NOT_ASKED}",
    ),
    *append_only(listing_body),
    *append_only(edition_listing),
    *append_only(list_return),
    *append_only(list_index),
    *append_only(joint_index),
)
