"""What leaves the trade store leaves it by two persons; the database keeps what must stay."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.data_protection.trade_erasure import (
    trade_erased,
    trade_erased_file,
    trade_erasure,
    trade_erasure_end,
    trade_erasure_step,
    trade_note,
    trade_period,
    trade_restriction,
    trade_restriction_end,
)
from landwaiter.storage.schema.guards.conditions import FOUNDED_BY_SEVERAL, not_seconded
from landwaiter.storage.schema.guards.kinds import (
    append_only,
    append_only_of_sifted,
    never_changed,
)
from landwaiter.storage.sqlite.dialect import json_values, value_of

_ERASURE = f"""m.id = NEW.motion_id AND m.deed = 'trade.erasure'
      AND {value_of("m.text", "facts.sha256")} = NEW.sha256
      AND {value_of("m.text", "facts.newest")} = CAST(NEW.newest AS TEXT)
      AND {value_of("m.text", "args.before")} IS NEW.before"""
_RESTRICTED = """EXISTS (
    SELECT 1 FROM trade_restriction AS r
    WHERE r.declaration_id = NEW.declaration_id
      AND NOT EXISTS (SELECT 1 FROM trade_restriction_end AS e WHERE e.restriction_id = r.id))
  OR EXISTS (
    SELECT 1 FROM trade_role AS p JOIN trade_restriction AS r ON r.party_id = p.party_id
    WHERE p.declaration_id = NEW.declaration_id
      AND NOT EXISTS (SELECT 1 FROM trade_restriction_end AS e WHERE e.restriction_id = r.id))"""
_HAS_CASE = """EXISTS (
    SELECT 1 FROM trade_mark AS k
    WHERE k.declaration_id = NEW.declaration_id AND k.mark = 'opened'
      AND NOT EXISTS (SELECT 1 FROM case_removal AS c WHERE c.case_id = k.opened_case))"""

GUARDS: tuple[Guard, ...] = (
    *append_only(trade_period),
    Guard(
        "trade_period_is_seconded",
        "trade_period",
        "insert",
        "two persons say how long declarations are kept",
        f"""{FOUNDED_BY_SEVERAL}
  AND {not_seconded("m.id = NEW.motion_id AND m.deed = 'trade.period'")}""",
    ),
    *append_only(trade_erasure),
    Guard(
        "trade_erasure_is_seconded",
        "trade_erasure",
        "insert",
        "declarations are erased by two persons",
        not_seconded(_ERASURE),
    ),
    *append_only(trade_erasure_step),
    *append_only(trade_erasure_end),
    *append_only(trade_erased),
    Guard(
        "trade_erased_as_agreed",
        "trade_erased",
        "insert",
        "a declaration is erased as two persons agreed",
        f"""NOT EXISTS (
    SELECT 1 FROM trade_erasure AS a JOIN trade_declaration AS d ON d.id = NEW.declaration_id
    WHERE a.no = NEW.erasure AND d.id <= a.newest
      AND NOT EXISTS (SELECT 1 FROM trade_erasure_end AS e WHERE e.erasure = a.no)
      AND (d.day < a.before OR EXISTS (
        SELECT 1 FROM {json_values("a.wanted", "w")} WHERE w.value = d.id)))""",
    ),
    Guard(
        "trade_erased_may_go",
        "trade_erased",
        "insert",
        "what has a case, a hold or a restriction stays",
        f"{_RESTRICTED} OR {_HAS_CASE}",
    ),
    *append_only(trade_erased_file),
    never_changed(trade_restriction),
    Guard(
        "trade_restriction_no_delete",
        "trade_restriction",
        "delete",
        "a restriction goes with what it was on",
        """EXISTS (SELECT 1 FROM trade_declaration AS d WHERE d.id = OLD.declaration_id)
  OR EXISTS (SELECT 1 FROM trade_party AS p WHERE p.id = OLD.party_id)""",
    ),
    never_changed(trade_restriction_end),
    Guard(
        "trade_restriction_end_no_delete",
        "trade_restriction_end",
        "delete",
        "the end of a restriction goes with what it was on",
        """EXISTS (
    SELECT 1 FROM trade_restriction AS r WHERE r.id = OLD.restriction_id
      AND (EXISTS (SELECT 1 FROM trade_declaration AS d WHERE d.id = r.declaration_id)
        OR EXISTS (SELECT 1 FROM trade_party AS p WHERE p.id = r.party_id)))""",
    ),
    *append_only_of_sifted(trade_note.c.declaration_id),
)
