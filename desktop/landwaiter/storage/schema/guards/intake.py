"""What was declared stays until the case is removed, and its raw file with it.

A message that waits goes for one that is attached to a case or kept with its declaration in the
trade store, or with that declaration where it can be no other's.
"""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import waits_for_erased
from landwaiter.storage.schema.guards.kinds import (
    append_only,
    append_only_of_case,
    append_only_of_sifted,
    never_changed,
    never_removed,
)
from landwaiter.storage.schema.intake import (
    declaration,
    declaration_request,
    raw_file,
    trade_message,
    waiting_message,
    watched_file,
    watched_file_settled,
)
from landwaiter.storage.sqlite.dialect import json_values, text_at

GUARDS = (
    never_changed(raw_file),
    Guard(
        "raw_file_no_delete",
        "raw_file",
        "delete",
        never_removed(raw_file).sentence,
        f"""NOT (
    EXISTS (
      SELECT 1 FROM case_removal AS r, {json_values("r.raw_files", "f")} WHERE f.value = OLD.id)
    OR EXISTS (SELECT 1 FROM trade_erased_file AS x WHERE x.raw_file_id = OLD.id))
  OR EXISTS (
    SELECT 1 FROM trade_batch AS b, {json_values("b.files", "f")}
      JOIN trade_leaf AS l ON l.batch = b.no JOIN trade_declaration AS t ON t.id = l.id
    WHERE {text_at("f.value", "sha256")} = OLD.sha256)
  OR EXISTS (SELECT 1 FROM declaration AS d WHERE d.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM declaration_request AS q WHERE q.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM waiting_message AS w WHERE w.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM trade_message AS k WHERE k.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM privacy_notice AS n WHERE n.raw_file_id = OLD.id)""",
    ),
    *append_only_of_case(declaration.c.case_id),
    *append_only_of_case(declaration_request.c.case_id),
    never_changed(waiting_message),
    Guard(
        "waiting_message_no_delete",
        "waiting_message",
        "delete",
        "a message waits until it is attached to its declaration",
        f"""NOT EXISTS (
    SELECT 1 FROM declaration_request AS q WHERE q.content_sha256 = OLD.request_sha256)
  AND NOT EXISTS (
    SELECT 1 FROM trade_message AS k WHERE k.content_sha256 = OLD.content_sha256)
  AND NOT {waits_for_erased("OLD")}""",
    ),
    *append_only_of_sifted(trade_message.c.declaration_id),
    *append_only(watched_file),
    *append_only(watched_file_settled),
)
