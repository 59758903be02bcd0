"""What was sifted stays as it was read, judged and sealed.

Sums, and what lists answered, can be made anew and have no guard.
"""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import FOUNDED_BY_SEVERAL, not_seconded
from landwaiter.storage.schema.guards.kinds import append_only
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
    *append_only(trade_declaration),
    *append_only(trade_party),
    *append_only(trade_role),
    *append_only(trade_item),
    *append_only(trade_finding),
    *append_only(trade_reason),
    *append_only(trade_mark),
)
