"""What was sifted again stays as it was judged and sealed.

How far parties were looked at can be made anew and has no guard.
"""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_sifted
from landwaiter.storage.schema.trade import (
    trade_again,
    trade_again_leaf,
    trade_again_verdict,
    trade_judged,
    trade_judging,
    trade_programme,
    trade_reason_change,
)

GUARDS: tuple[Guard, ...] = (
    *append_only(trade_judging),
    *append_only(trade_judged),
    *append_only(trade_again),
    *append_only(trade_again_leaf),
    *append_only_of_sifted(trade_again_verdict.c.declaration_id),
    *append_only_of_sifted(trade_reason_change.c.declaration_id),
    *append_only_of_sifted(trade_programme.c.declaration_id),
)
