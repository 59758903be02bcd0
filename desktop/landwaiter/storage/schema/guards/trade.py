"""What was sifted stays as it was read, judged and sealed, until two persons erase it.

Sums, and what lists answered, can be made anew and have no guard.
"""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import FOUNDED_BY_SEVERAL, not_seconded
from landwaiter.storage.schema.guards.kinds import (
    append_only,
    append_only_of_sifted,
    never_changed,
    never_removed,
)
from landwaiter.storage.schema.trade import (
    trade_batch,
    trade_declaration,
    trade_finding,
    trade_item,
    trade_leaf,
    trade_mark,
    trade_party,
    trade_policy,
    trade_reason,
    trade_role,
    trade_run,
    trade_run_end,
    trade_secret,
    trade_source,
)

GUARDS: tuple[Guard, ...] = (
    *append_only(trade_run),
    *append_only(trade_run_end),
    *append_only(trade_secret),
    *append_only(trade_policy),
    Guard(
        "trade_policy_is_seconded",
        "trade_policy",
        "insert",
        "two persons change what opens cases",
        f"""{FOUNDED_BY_SEVERAL}
  AND {not_seconded("m.id = NEW.motion_id AND m.deed = 'trade.policy'")}""",
    ),
    *append_only(trade_batch),
    *append_only(trade_leaf),
    *append_only(trade_source),
    *append_only_of_sifted(trade_declaration.c.id),
    never_changed(trade_party),
    Guard(
        "trade_party_no_delete",
        "trade_party",
        "delete",
        never_removed(trade_party).sentence,
        "EXISTS (SELECT 1 FROM trade_role AS r WHERE r.party_id = OLD.id)",
    ),
    *append_only_of_sifted(trade_role.c.declaration_id),
    *append_only_of_sifted(trade_item.c.declaration_id),
    *append_only_of_sifted(trade_finding.c.declaration_id),
    *append_only_of_sifted(trade_reason.c.declaration_id),
    *append_only_of_sifted(trade_mark.c.declaration_id),
)
