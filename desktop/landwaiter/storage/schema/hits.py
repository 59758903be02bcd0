"""Tables of hits: what matched, how it was judged, screening again and of whole files."""

from sqlalchemy import Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    blob,
    by_person,
    code,
    flag,
    identity,
    metadata,
    number,
    of,
    of_case,
    person,
    sentence,
    text,
)

hit = Table(
    "hit",
    metadata,
    identity(),
    of_case(),
    of("party_id", "party.id"),
    text("list_id", Content.OPEN, confided=True),
    code("list_kind"),
    text("edition", Content.OPEN, confided=True),
    text("edition_sha256", Content.OPEN, confided=True),
    text("listing_id", Content.OPEN, confided=True, index=True),
    text("listing", Content.PERSONAL, confided=True),
    text("match", Content.PERSONAL, confided=True),
    number("score"),
    number("threshold"),
    code("engine"),
    code("found_at"),
    code("lapsed_at", null=True),
    flag("confidential", default=0),
)

judgement = Table(
    "judgement",
    metadata,
    identity(),
    of("hit_id", "hit.id", index=True),
    code("value"),
    text("reason", Content.DELIBERATION),
    *by_person(),
    code("revoked_at", null=True),
    person("revoked_by", null=True),
    sentence("revoke_reason", Content.DELIBERATION, default=""),
    of("motion_id", "motion.id", null=True),
    code("party_sha256"),
    code("entity_sha256", null=True),
    code("listing_sha256"),
    code("origin_id", null=True),
    code("origin_reference", null=True),
    person("origin_author", null=True),
    code("origin_at", null=True),
    Index("judgement_pair", "listing_sha256", "party_sha256"),
    Index("judgement_origin", "origin_id"),
)

batch_run = Table(
    "batch_run",
    metadata,
    identity(),
    person("author"),
    as_json("asked", Content.INTERNAL),
    code("at"),
)
"""`asked` is the file by its hash, with everything that its result depends on."""

batch_part = Table(
    "batch_part",
    metadata,
    of("run_id", "batch_run.id", key=True),
    number("no", key=True),
    blob("body", Content.SOURCE),
    info=KEY_ORDERED,
)
"""The hits of some names, in their order."""

list_rescreen = Table(
    "list_rescreen",
    metadata,
    identity(),
    code("list_id"),
    as_json("known", Content.OPEN),
    *by_person(),
)
"""An order to screen open cases again; `known` are the rows of the editions until then."""

list_rescreen_step = Table(
    "list_rescreen_step",
    metadata,
    identity(),
    of("rescreen_id", "list_rescreen.id"),
    code("through"),
    number("added"),
    number("lapsed"),
    flag("ended"),
    *by_person(),
    Index("list_rescreen_step_of", "rescreen_id", "ended"),
)
"""Open cases through this one are screened; the last step ends the order."""
