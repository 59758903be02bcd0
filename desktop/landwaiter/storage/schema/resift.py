"""Tables of what was sifted again: which editions counted for whom, and what came of others.

The first verdict of a declaration stays where it is; another one stands beside it here, sealed as
the first was. What holds now is the newest.
"""

from sqlalchemy import Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    blob,
    by_person,
    code,
    digest,
    flag,
    metadata,
    number,
    of,
    of_number,
)

trade_judging = Table(
    "trade_judging",
    metadata,
    number("id", key=True),
    digest("digest"),
    as_json("grounds", Content.SOURCE),
    Index("trade_judging_digest", "digest", unique=True),
)
"""What counts when declarations are judged: standing editions, thresholds, packs, programmes."""

trade_judged = Table(
    "trade_judged",
    metadata,
    of_number("batch", "trade_batch.no", key=True),
    number("again", key=True),
    of_number("judging_id", "trade_judging.id"),
    info=KEY_ORDERED,
)
"""With what a batch was judged: `again` is 0 when it was sifted, else the number of `trade_again`;
the newest counts."""

trade_again_looked = Table(
    "trade_again_looked",
    metadata,
    code("asked", key=True),
    number("through", key=True),
    as_json("found", Content.OPEN),
    info=KEY_ORDERED,
)
"""How far parties were held against what lists say otherwise: numbers of those that are like it.
It can be made anew."""

trade_again = Table(
    "trade_again",
    metadata,
    number("no", key=True),
    number("first"),
    number("last"),
    of_number("before", "trade_judging.id"),
    of_number("after", "trade_judging.id"),
    as_json("counts", Content.OPEN),
    number("policy"),
    digest("root"),
    *by_person(),
)
"""Batches of the sift, `first` to `last`, that were judged again as one unit of work."""

trade_again_leaf = Table(
    "trade_again_leaf",
    metadata,
    number("id", key=True),
    of_number("again", "trade_again.no"),
    number("about"),
    blob("leaf", Content.OPEN),
    Index("trade_again_leaf_again", "again"),
)
"""It stays when the declaration that it is `about` is erased, with the verdict."""

trade_again_verdict = Table(
    "trade_again_verdict",
    metadata,
    of_number("id", "trade_again_leaf.id", key=True),
    of_number("declaration_id", "trade_declaration.id"),
    blob("verdict", Content.SOURCE),
    digest("verdict_sha256"),
    blob("salt", Content.OPEN),
    as_json("reasons", Content.OPEN),
    as_json("told", Content.SOURCE),
    Index("trade_again_verdict_of", "declaration_id"),
)
"""A verdict that differs from the one before, with the reasons that hold now; `told` says what is
new and by which edition."""

trade_reason_change = Table(
    "trade_reason_change",
    metadata,
    of_number("declaration_id", "trade_declaration.id", key=True),
    code("reason", key=True),
    of_number("again", "trade_again.no", key=True),
    flag("holds"),
    info=KEY_ORDERED,
)
"""A reason of `trade_reason` that ended or holds again; the newest counts."""

trade_programme = Table(
    "trade_programme",
    metadata,
    of("monitor_id", "monitor.id", key=True),
    number("version", key=True),
    of_number("declaration_id", "trade_declaration.id", key=True),
    number("line", key=True),
    Index("trade_programme_declaration", "declaration_id"),
    info=KEY_ORDERED,
)
"""Lines of the store that a version of a monitoring programme watches."""
