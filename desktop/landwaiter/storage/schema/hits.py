"""Tables of hits: what matched, how it was judged, screening again and of whole files."""

from sqlalchemy import Index, Table

from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    blob,
    by_person,
    flag,
    identity,
    metadata,
    number,
    of,
    of_case,
    sentence,
    text,
)

hit = Table(
    "hit",
    metadata,
    identity(),
    of_case(),
    of("party_id", "party.id"),
    text("list_id"),
    text("list_kind"),
    text("edition"),
    text("edition_sha256"),
    text("listing_id", index=True),
    text("listing"),
    text("match"),
    number("score"),
    number("threshold"),
    text("engine"),
    text("found_at"),
    text("lapsed_at", null=True),
    flag("confidential", default=0),
)

judgement = Table(
    "judgement",
    metadata,
    identity(),
    of("hit_id", "hit.id", index=True),
    text("value"),
    text("reason"),
    *by_person(),
    text("revoked_at", null=True),
    text("revoked_by", null=True),
    sentence("revoke_reason", default=""),
    of("motion_id", "motion.id", null=True),
    text("party_sha256", null=True),
    text("entity_sha256", null=True),
    text("listing_sha256", null=True),
    text("origin_id", null=True),
    text("origin_reference", null=True),
    text("origin_author", null=True),
    text("origin_at", null=True),
    Index("judgement_pair", "listing_sha256", "party_sha256"),
    Index("judgement_origin", "origin_id"),
)

batch_run = Table(
    "batch_run",
    metadata,
    identity(),
    text("author"),
    as_json("asked"),
    text("at"),
)
"""`asked` is the file by its hash, with everything that its result depends on."""

batch_part = Table(
    "batch_part",
    metadata,
    of("run_id", "batch_run.id", key=True),
    number("no", key=True),
    blob("body"),
    info=KEY_ORDERED,
)
"""The hits of some names, in their order."""

list_rescreen = Table(
    "list_rescreen",
    metadata,
    identity(),
    text("list_id"),
    as_json("known"),
    *by_person(),
)
"""An order to screen open cases again; `known` are the rows of the editions until then."""

list_rescreen_step = Table(
    "list_rescreen_step",
    metadata,
    identity(),
    of("rescreen_id", "list_rescreen.id"),
    text("through"),
    number("added"),
    number("lapsed"),
    flag("ended"),
    *by_person(),
    Index("list_rescreen_step_of", "rescreen_id", "ended"),
)
"""Open cases through this one are screened; the last step ends the order."""
