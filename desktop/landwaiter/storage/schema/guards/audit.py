"""An entry only follows the last one, a seal is over what was just written, a payload may go."""

from collections.abc import Sequence

from landwaiter.domain.trade.erasure_deeds import VIEWED
from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.audit import (
    anchor,
    audit_entry,
    audit_payload,
    case_of,
    seal,
    time_stamp,
)
from landwaiter.storage.schema.guards.conditions import waits_for_erased
from landwaiter.storage.schema.guards.kinds import append_only, never_removed
from landwaiter.storage.sqlite.dialect import json_values, text_of

_NOTHING_BEFORE = "0" * 64
"""What the first entry of a chain names as the hash of the one before."""
_CASE = case_of("NEW.entry")
_ERASURE = "'audit/' || OLD.seq || '/motion/'"
"""How the path of an erasure begins."""
_SIFTED = "'trade/declaration/'"
"""How the path of what is said of a declaration of the trade store begins."""
_PARTY = "'trade/party/'"
"""How the path of what is said of a party of the trade store begins."""
_WAITED = "'waiting_message/'"
"""How the path of what is said of a message that waits begins."""
_MESSAGE = f"substr(a.object, length({_WAITED}) + 1)"
_IS_GONE = f"""(EXISTS (
      SELECT 1 FROM waiting_message AS w WHERE w.id = {_MESSAGE} AND {waits_for_erased("w")})
    OR EXISTS (
      SELECT 1 FROM trade_message AS k JOIN trade_erased AS x ON x.declaration_id = k.declaration_id
      WHERE k.waited_as = {_MESSAGE})
    OR EXISTS (
      SELECT 1 FROM declaration_request AS q JOIN case_removal AS r ON r.case_id = q.case_id
      WHERE q.waited_as = {_MESSAGE}))
  AND NOT EXISTS (
    SELECT 1 FROM trade_message AS k WHERE k.waited_as = {_MESSAGE}
      AND NOT EXISTS (SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = k.declaration_id))
  AND NOT EXISTS (
    SELECT 1 FROM declaration_request AS q WHERE q.waited_as = {_MESSAGE}
      AND NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = q.case_id))"""
"""A message that had waited goes with its declaration, or its case, and is on no other."""
_SHOWN = "'trade/rows/'"
"""How the path of a view that was asked for in words begins."""
_ROWS = json_values(
    f"""'["' || replace(substr(a.object, length({_SHOWN}) + 1), ',', '","') || '"]'""", "r"
)
"""Rows of the trade store that a view showed, each as its number or as the first and the last."""


def _last_of_case(column: str) -> str:
    """Of the newest entry about the case that the new one is about."""
    return f"(SELECT {column} FROM audit_entry WHERE case_id = {_CASE} ORDER BY seq DESC LIMIT 1)"


def _of_case(value: str) -> str:
    """What an entry about a case must say; one about no case says nothing."""
    return f"CASE WHEN {_CASE} IS NULL THEN '' ELSE {value} END"


_OF_SERVICE = (
    "intake.%",
    "trade.begun",
    "trade.ended",
    "trade.opened",
    "trade.sifted",
    "case.opened",
    "case.declaration_%",
    "case.merged_case_changed",
    "case.%_attached",
    "case.unsettled",
    "user.key_made",
    "casebook.keys_changed",
    "user.attempts_failed",
)
"""What stands in the chain of what a service user takes in, and of its signing in."""


def _none_like(value: str, patterns: Sequence[str]) -> str:
    return " AND ".join(f"{value} NOT LIKE '{one}'" for one in patterns)


GUARDS = (
    *append_only(audit_entry),
    Guard(
        "audit_entry_of_service",
        "audit_entry",
        "insert",
        "a service user takes declarations in and does nothing else",
        f"""{_none_like(text_of("NEW.entry", "deed"), _OF_SERVICE)}
  AND EXISTS (
    SELECT 1 FROM user_role AS r
    WHERE r.user_id = {text_of("NEW.entry", "by")} AND r.role = 'service')""",
    ),
    Guard(
        "audit_entry_chain",
        "audit_entry",
        "insert",
        "an audit entry only follows the last one",
        f"""NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR {text_of("NEW.entry", "seq")} IS DISTINCT FROM CAST(NEW.seq AS TEXT)
  OR {text_of("NEW.entry", "prev")} IS DISTINCT FROM coalesce(
       (SELECT sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1), '{_NOTHING_BEFORE}')""",
    ),
    Guard(
        "audit_entry_case_chain",
        "audit_entry",
        "insert",
        "an audit entry about a case only follows the last one about it",
        f"""{text_of("NEW.entry", "v")} IS DISTINCT FROM '2'
  OR {text_of("NEW.entry", "case_seq")} IS DISTINCT FROM {
            _of_case(
                f"CAST(coalesce({_last_of_case(text_of('entry', 'case_seq'))}, 0) + 1 AS TEXT)"
            )
        }
  OR {text_of("NEW.entry", "case_prev")} IS DISTINCT FROM {
            _of_case(f"coalesce({_last_of_case('sha256')}, '{_NOTHING_BEFORE}')")
        }""",
    ),
    never_removed(audit_payload),
    Guard(
        "audit_payload_once",
        "audit_payload",
        "insert",
        "an audit payload belongs to the entry just written",
        """NEW.seq IS DISTINCT FROM (SELECT max(seq) FROM audit_entry)
  OR NEW.salt IS NULL OR NEW.content IS NULL
  OR EXISTS (SELECT 1 FROM audit_payload WHERE seq = NEW.seq)""",
    ),
    Guard(
        "audit_payload_erase",
        "audit_payload",
        "update",
        "an audit payload is only ever erased under four eyes",
        f"""NEW.seq IS DISTINCT FROM OLD.seq OR OLD.content IS NULL
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM audit_entry
    WHERE deed = 'audit.payload_erased' AND substr(object, 1, length({_ERASURE})) = {_ERASURE})
  OR NOT (
    EXISTS (
      SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
      WHERE m.deed = 'erase_payload' AND m.object = 'audit/' || OLD.seq)
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a JOIN case_removal AS r ON r.case_id = substr(a.object, 6, 36)
      WHERE a.seq = OLD.seq AND substr(a.object, 1, 5) = 'case/')
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a JOIN trade_erased AS x
        ON x.declaration_id = CAST(substr(a.object, length({_SIFTED}) + 1) AS INTEGER)
      WHERE a.seq = OLD.seq AND substr(a.object, 1, length({_SIFTED})) = {_SIFTED})
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a
      WHERE a.seq = OLD.seq AND substr(a.object, 1, length({_WAITED})) = {_WAITED}
        AND {_IS_GONE})
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a
      WHERE a.seq = OLD.seq AND substr(a.object, 1, length({_PARTY})) = {_PARTY}
        AND NOT EXISTS (
          SELECT 1 FROM trade_party AS p
          WHERE p.id = CAST(substr(a.object, length({_PARTY}) + 1) AS INTEGER)))
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a, {_ROWS} JOIN trade_erased AS x
        ON x.declaration_id BETWEEN CAST(r.value AS INTEGER)
          AND CAST(substr(r.value, instr(r.value, '-') + 1) AS INTEGER)
      WHERE a.seq = OLD.seq AND a.deed = '{VIEWED}'
        AND substr(a.object, 1, length({_SHOWN})) = {_SHOWN}))""",
    ),
    *append_only(seal),
    Guard(
        "seal_order",
        "seal",
        "insert",
        "a seal is over the entries just written",
        """NEW.last IS DISTINCT FROM (SELECT max(seq) FROM audit_entry)
  OR NEW.last <= (SELECT coalesce(max(last), 0) FROM seal)
  OR NEW.own IS DISTINCT FROM 1 + coalesce(
       (SELECT own FROM seal WHERE key = NEW.key ORDER BY last DESC LIMIT 1), 0)""",
    ),
    *append_only(anchor),
    *append_only(time_stamp),
)
