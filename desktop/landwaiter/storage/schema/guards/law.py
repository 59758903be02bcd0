"""A pack comes by two persons or in a signed bundle, and a bundle is newer than the last."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.law import (
    bundle_root,
    bundle_taken,
    edition_task,
    edition_task_end,
    pack_edition,
)
from landwaiter.storage.sqlite.dialect import json_values, text_of, value_of

_PACKS = json_values("b.packs", "p")
_IN_BUNDLE = f"""b.id = NEW.origin_id
      AND {text_of("p.value", "pack")} = NEW.pack_id
      AND {text_of("p.value", "sha256")} = NEW.sha256"""
_IMPORT = f"""m.id = NEW.origin_id AND m.deed = 'import_pack'
      AND m.object = 'pack/' || NEW.pack_id
      AND {value_of("m.text", "args.edition_sha256")} = NEW.sha256"""
_ROOT = """m.id = NEW.motion_id AND m.deed = 'accept_root'
      AND m.object = 'bundle/root/' || NEW.fingerprint"""

GUARDS = (
    *append_only(pack_edition),
    Guard(
        "pack_edition_is_warranted",
        "pack_edition",
        "insert",
        "a pack comes by two persons or in a signed bundle",
        f"""CASE NEW.origin
  WHEN 'motion' THEN {not_seconded(_IMPORT)}
  WHEN 'bundle' THEN NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, {_PACKS} WHERE {_IN_BUNDLE})
  ELSE FALSE END""",
    ),
    Guard(
        "pack_edition_official_is_signed",
        "pack_edition",
        "insert",
        "official only by a publisher's signature",
        f"""NEW.trust = 'official' AND NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, {_PACKS}
    WHERE NEW.origin = 'bundle' AND {_IN_BUNDLE} AND {text_of("p.value", "official")})""",
    ),
    *append_only_of_case(edition_task.c.case_id),
    *append_only_of_case(edition_task_end.c.task_id),
    *append_only(bundle_root),
    Guard(
        "bundle_root_is_seconded",
        "bundle_root",
        "insert",
        "the root of bundles is accepted by two persons",
        f"""{not_seconded(_ROOT)}
  AND NOT (NEW.motion_id IS NULL
    AND EXISTS (SELECT 1 FROM bundle_root AS r WHERE r.version = NEW.version - 1))""",
    ),
    *append_only(bundle_taken),
    Guard(
        "bundle_taken_is_newer",
        "bundle_taken",
        "insert",
        "a newer bundle was taken in already",
        "EXISTS (SELECT 1 FROM bundle_taken AS b WHERE b.version > NEW.version)",
    ),
)
