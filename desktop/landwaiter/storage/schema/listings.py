"""Tables of proposals for a listing: what is proposed, row by row, how each ended, who approved."""

from typing import Final

from sqlalchemy import CheckConstraint, Table

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.domain.listings.listing_proposal import ListingPartKind
from landwaiter.storage.schema.columns import (
    by_person,
    code,
    digest,
    filled,
    identity,
    metadata,
    number,
    of,
    one_of,
    sentence,
    text,
    truth,
)

_SURE_ENOUGH: Final = tuple(one for one in Certainty if one is not Certainty.ALLEGED)

listing_proposal = Table(
    "listing_proposal",
    metadata,
    identity(),
    of("entity_id", "entity.id", index=True),
    filled("act", Content.OPEN),
    text("annex", Content.OPEN),
    filled("criterion", Content.OPEN),
    *by_person(),
)

listing_part = Table(
    "listing_part",
    metadata,
    identity(),
    of("proposal_id", "listing_proposal.id", index=True),
    number("no"),
    one_of("kind", *ListingPartKind),
    sentence("sentence", Content.PERSONAL),
    code("statement_id", null=True),
    one_of("certainty", *_SURE_ENOUGH, null=True),
    text("source", Content.OPEN),
    code("read_on", null=True),
    code("published", null=True),
    text("evidence", Content.INTERNAL),
    code("sha256"),
    code("grade"),
    truth("releasable", content=Content.INTERNAL),
    *by_person(),
    CheckConstraint("trim(sentence) <> ''"),
    CheckConstraint("sha256 = '' OR length(sha256) = 64"),
)
"""What is alleged fits into no row. `statement_id` is the statement on an entity that it quotes."""

listing_part_end = Table(
    "listing_part_end",
    metadata,
    of("part_id", "listing_part.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

listing_end = Table(
    "listing_end",
    metadata,
    of("proposal_id", "listing_proposal.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)
"""That a proposal was withdrawn."""

listing_approval = Table(
    "listing_approval",
    metadata,
    of("proposal_id", "listing_proposal.id", key=True),
    code("motion_id", unique=True),
    digest("sha256"),
    *by_person(),
)
"""That two persons wanted exactly what the motion says; `sha256` is the hash of its content."""
