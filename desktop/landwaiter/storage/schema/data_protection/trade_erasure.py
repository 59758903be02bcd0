"""Tables of what leaves the trade store: how long it keeps, what must stay, what was erased.

Of a declaration that was erased its number in the store and the leaf of its batch stay, so that
the others of the batch are proved as before.
"""

from sqlalchemy import Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    by_person,
    code,
    digest,
    filled,
    identity,
    metadata,
    number,
    of,
    of_number,
    one_of,
    text,
)

trade_period = Table(
    "trade_period",
    metadata,
    number("no", key=True),
    number("years", check="years BETWEEN 1 AND 100"),
    filled("source", Content.OPEN),
    code("motion_id"),
    *by_person(),
)
"""How many years declarations without a case are kept, and on which basis, as the office says."""

trade_erasure = Table(
    "trade_erasure",
    metadata,
    number("no", key=True),
    code("before", null=True),
    as_json("wanted", Content.OPEN),
    number("newest"),
    number("declarations"),
    digest("sha256"),
    code("motion_id", unique=True),
    *by_person(),
)
"""What two persons agreed to: all of before a day, or the numbers that are `wanted`, up to the
`newest`; how many these were, and the hash over their numbers. The motion says why."""

trade_erasure_step = Table(
    "trade_erasure_step",
    metadata,
    number("no", key=True),
    of_number("erasure", "trade_erasure.no"),
    as_json("counts", Content.OPEN),
    *by_person(),
    Index("trade_erasure_step_of", "erasure"),
)
"""What one unit of work erased."""

trade_erasure_end = Table(
    "trade_erasure_end",
    metadata,
    of_number("erasure", "trade_erasure.no", key=True),
    as_json("counts", Content.OPEN),
    *by_person(),
)

trade_erased = Table(
    "trade_erased",
    metadata,
    of_number("declaration_id", "trade_leaf.id", key=True),
    of_number("erasure", "trade_erasure.no"),
    Index("trade_erased_by", "erasure"),
)
"""What is left of a declaration that was erased."""

trade_erased_file = Table(
    "trade_erased_file",
    metadata,
    code("raw_file_id", key=True),
    code("vault_name"),
    of_number("erasure", "trade_erasure.no"),
)
"""Files that erased declarations came in: each goes with the last of them, from the vault too."""

trade_erased_cell = Table(
    "trade_erased_cell",
    metadata,
    number("month", key=True),
    code("destination", key=True),
    code("heading", key=True),
    number("items"),
    number("value", content=Content.BUSINESS),
    number("mass", content=Content.BUSINESS),
    number("valued"),
    number("weighed"),
    info=KEY_ORDERED,
)
"""What erased declarations added to `trade_rollup`: that part of a cell has no list any more."""

trade_restriction = Table(
    "trade_restriction",
    metadata,
    identity(),
    one_of("effect", "hold", "restriction"),
    number("declaration_id", null=True),
    number("party_id", null=True),
    number("newest"),
    filled("basis", Content.INTERNAL),
    text("reason", Content.DELIBERATION),
    *by_person(),
    Index("trade_restriction_of", "declaration_id"),
    Index("trade_restriction_party", "party_id"),
)
"""A declaration, or every declaration of a party, that is kept whatever its age (`hold`), or is
kept and not used (`restriction`). `newest` was the last declaration of the store then: what came
later is judged and waits as any other."""

trade_restriction_end = Table(
    "trade_restriction_end",
    metadata,
    of("restriction_id", "trade_restriction.id", key=True),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

trade_note = Table(
    "trade_note",
    metadata,
    identity(),
    of_number("declaration_id", "trade_declaration.id"),
    filled("note", Content.PERSONAL),
    text("reason", Content.DELIBERATION),
    *by_person(),
    Index("trade_note_of", "declaration_id"),
)
"""What is said to put a declaration right; what was declared stays as it was."""
