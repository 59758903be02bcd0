"""What was sifted stays as it was read, judged and sealed; sums and answers of lists are made anew."""

from landwaiter.storage.guard import Guard
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
)

GUARDS: tuple[Guard, ...] = (
    *append_only(trade_run),
    *append_only(trade_run_end),
    *append_only(trade_secret),
    *append_only(trade_policy),
    *append_only(trade_batch),
    *append_only(trade_leaf),
    *append_only(trade_declaration),
    *append_only(trade_party),
    *append_only(trade_role),
    *append_only(trade_item),
    *append_only(trade_finding),
    *append_only(trade_reason),
    *append_only(trade_mark),
)
