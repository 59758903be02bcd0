"""Tables of the trade store: declarations that were judged without a case, a batch at a time.

Rows are numbered, since there are millions of them. What proves a batch (`trade_batch`,
`trade_leaf`) stays for ever; what was declared and found goes when its time is over, and leaves
nothing to guess. What was sifted again (`trade_judging` and on) stands beside the first verdict,
sealed as that was; what holds now is the newest.
"""

from sqlalchemy import Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.domain.intake.declaration import Role
from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    blob,
    by_person,
    code,
    digest,
    flag,
    identity,
    marked,
    metadata,
    number,
    of,
    of_number,
    one_of,
    short_digest,
    term,
    text,
)
from landwaiter.storage.sqlite.dialect import partial_index
from landwaiter.storage.sqlite.full_text import FOLDED_PARTS, words_table

trade_run = Table(
    "trade_run",
    metadata,
    identity(),
    as_json("files", Content.OPEN),
    *by_person(),
)
"""One command to sift files; `files` are their names and hashes."""

trade_run_end = Table(
    "trade_run_end",
    metadata,
    of("run_id", "trade_run.id", key=True),
    one_of("state", "done", "cancelled", "aborted"),
    *by_person(),
)

trade_secret = Table(
    "trade_secret",
    metadata,
    number("batch", key=True),
    digest("secret"),
    digest("commitment"),
)
"""What the sample of a batch is drawn with, made before its declarations are known."""

trade_policy = Table(
    "trade_policy",
    metadata,
    number("no", key=True),
    as_json("rules", Content.INTERNAL),
    number("one_in"),
    code("motion_id"),
    *by_person(),
)

trade_batch = Table(
    "trade_batch",
    metadata,
    number("no", key=True),
    of("run_id", "trade_run.id", index=True),
    as_json("files", Content.OPEN),
    as_json("counts", Content.OPEN),
    as_json("grounds", Content.SOURCE),
    number("policy"),
    digest("root"),
    *by_person(),
    Index("trade_batch_at", "at", "no"),
)
"""`grounds` are the editions, thresholds and engines of what was found; `policy` its number, 0
before the office has set one."""

trade_leaf = Table(
    "trade_leaf",
    metadata,
    number("id", key=True),
    of_number("batch", "trade_batch.no"),
    blob("leaf", Content.OPEN),
    Index("trade_leaf_batch", "batch"),
)

trade_source = Table(
    "trade_source",
    metadata,
    number("id", key=True),
    code("raw_file_id", null=True, index=True),
    as_json("mapping", Content.INTERNAL, default="{}"),
    code("form", default="declaration/1"),
)
"""What the declarations of a file were read from and by: said once, not with each of them. The file
itself goes with the last of them; batches name it by its hash."""

trade_declaration = Table(
    "trade_declaration",
    metadata,
    of_number("id", "trade_leaf.id", key=True),
    code("mrn", null=True, index=True),
    code("local_reference", null=True),
    text("declarant_eori", Content.PERSONAL, null=True),
    code("day"),
    code("destination", null=True),
    text("exporter", Content.PERSONAL, null=True),
    text("consignee", Content.PERSONAL, null=True),
    number("value", null=True, content=Content.BUSINESS),
    blob("content", Content.PERSONAL),
    short_digest("content_sha256"),
    blob("verdict", Content.SOURCE),
    short_digest("verdict_sha256"),
    blob("bases", Content.SOURCE),
    as_json("outcome", Content.SOURCE),
    blob("salt", Content.OPEN),
    number("replaces", null=True),
    of_number("source_id", "trade_source.id"),
    number("raw_row", null=True),
    flag("drawn", default=0),
    Index("trade_declaration_local", "local_reference"),
    Index("trade_declaration_day", "day"),
    Index("trade_declaration_parties", "exporter", "consignee", "day", "destination"),
)
partial_index("trade_declaration_drawn", trade_declaration.c.id, where="drawn = 1")
partial_index(
    "trade_declaration_replaces", trade_declaration.c.replaces, where="replaces IS NOT NULL"
)
"""`exporter` (by number, else by name) and `consignee` (by name) are folded as prices and
consignments compare them, `value` is in cents of the euro where every line states one;
`bases` is what the casebook had seen of addresses and prices when the verdict was found, `outcome`
(`domain.trade.sift_outcome`) what came of it: both are sealed with content and verdict;
`replaces` is the row of the version before; `drawn`: it is in the sample of its batch."""

trade_party = Table(
    "trade_party",
    metadata,
    number("id", key=True),
    short_digest("identity"),
    text("name", Content.PERSONAL, collation="NOCASE"),
    code("country", null=True),
    text("identifier", Content.PERSONAL, null=True),
    as_json("address", Content.PERSONAL),
    text("street", Content.PERSONAL, null=True, collation="NOCASE"),
    Index("trade_party_identity", "identity", unique=True),
    Index("trade_party_street", "street"),
    Index("trade_party_name", "name"),
    Index("trade_party_identifier", "identifier"),
)
"""A party as declared, once: `identity` is over name, country, number and address."""

trade_role = Table(
    "trade_role",
    metadata,
    of_number("party_id", "trade_party.id", key=True),
    of_number("declaration_id", "trade_declaration.id", key=True),
    term("role", *(one.value for one in Role), key=True),
    number("day"),
    code("destination", null=True),
    number("items"),
    number("value", content=Content.BUSINESS),
    number("valued"),
    number("mass", content=Content.BUSINESS),
    number("weighed"),
    Index("trade_role_declaration", "declaration_id"),
    info=KEY_ORDERED,
)
"""With what the lines of the declaration add up to, so that the history of who stands on many reads
the rows of one party that lie side by side: `day` as 20260301, `destination` empty where lines go
to several, sums as in `trade_rollup`."""

trade_item = Table(
    "trade_item",
    metadata,
    of_number("declaration_id", "trade_declaration.id", key=True),
    number("no", key=True),
    number("month"),
    number("day"),
    code("destination"),
    code("heading"),
    code("cn8"),
    number("value", null=True, content=Content.BUSINESS),
    number("mass", null=True, content=Content.BUSINESS),
    number("units", null=True, content=Content.BUSINESS),
    Index("trade_item_cell", "month", "destination", "heading"),
    Index("trade_item_cn8", "cn8", "declaration_id", "day", "destination", "value", "mass"),
    info=KEY_ORDERED,
)
"""`month` is year × 12 + month − 1, `day` as 20260301, `value` in cents of the euro, `mass` in
grams, `units` in thousandths of the supplementary unit. The index of codes has all that the history
of a heading adds up."""

trade_rollup = Table(
    "trade_rollup",
    metadata,
    number("month", key=True),
    code("destination", key=True),
    code("heading", key=True),
    number("items"),
    number("value", content=Content.BUSINESS),
    number("mass", content=Content.BUSINESS),
    number("valued"),
    number("weighed"),
    Index("trade_rollup_heading", "heading"),
    info=KEY_ORDERED,
)
"""Sums of `trade_item`, of versions that are current; `valued` and `weighed` are the items that
state a value in euro, and a mass."""

trade_month = Table(
    "trade_month",
    metadata,
    number("month", key=True),
    code("destination", key=True),
    number("items"),
    number("value", content=Content.BUSINESS),
    number("mass", content=Content.BUSINESS),
    number("valued"),
    number("weighed"),
    info=KEY_ORDERED,
)
"""The same whatever the heading: of ten million items three million cells are added up to some
thousand."""

trade_finding = Table(
    "trade_finding",
    metadata,
    code("kind", key=True),
    text("code", Content.SOURCE, key=True),
    of_number("declaration_id", "trade_declaration.id", key=True),
    number("weight"),
    Index("trade_finding_declaration", "declaration_id"),
    info=KEY_ORDERED,
)
"""What was found, to be looked up: `hit` by list, `candidate` by entry, `flag` by rule."""

trade_reason = Table(
    "trade_reason",
    metadata,
    code("reason", key=True),
    of_number("declaration_id", "trade_declaration.id", key=True),
    Index("trade_reason_declaration", "declaration_id"),
    info=KEY_ORDERED,
)

trade_search = words_table(
    "trade_search", metadata, words=FOLDED_PARTS, info=marked(Content.PERSONAL)
)
"""By the number of the declaration, of what has a reason or is drawn: its numbers, and the names
and numbers of its parties."""

trade_mark = Table(
    "trade_mark",
    metadata,
    identity(),
    of_number("declaration_id", "trade_declaration.id"),
    one_of("mark", "opened", "aside", "returned"),
    code("reasons", default=""),
    code("opened_case", null=True, index=True),
    text("reason", Content.DELIBERATION, default=""),
    *by_person(),
    Index("trade_mark_of", "declaration_id", "mark"),
    Index("trade_mark_at", "at", "mark", "reasons"),
)
"""What became of a declaration: a case, by these reasons, or set aside by a person, with why; or
that it waits again since it was set aside, and why."""

trade_standing = Table(
    "trade_standing",
    metadata,
    code("standing", key=True),
    number("declaration_id", key=True),
    Index("trade_standing_of", "declaration_id"),
    info=KEY_ORDERED,
)
"""What holds of a declaration that had a reason, was drawn or marked (`storage.trade.standings`):
that it waits, for which reason, or what became of it. It can be made anew."""

trade_tally = Table(
    "trade_tally",
    metadata,
    code("standing", key=True),
    number("declarations"),
    info=KEY_ORDERED,
)
"""How many rows of `trade_standing` there are of each, so that nobody counts them; and how many
declarations were read."""

trade_scope = Table(
    "trade_scope",
    metadata,
    number("id", key=True),
    digest("digest"),
    as_json("grounds", Content.SOURCE),
    Index("trade_scope_digest", "digest", unique=True),
)
"""What a party was screened with: lists by their editions, thresholds, and the engine."""

trade_answers = Table(
    "trade_answers",
    metadata,
    number("no", key=True),
    code("sealed_by"),
)
"""Answers that were kept together; `sealed_by` is the object of the entry that says their hash."""

trade_screening = Table(
    "trade_screening",
    metadata,
    of_number("scope_id", "trade_scope.id", key=True),
    code("query", key=True),
    of_number("answers_no", "trade_answers.no"),
    blob("matches", Content.SOURCE, null=True),
    Index("trade_screening_answers", "answers_no"),
    info=KEY_ORDERED,
)
"""What a query found in a scope; empty where it found nothing. A judgement is never kept here."""

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
