"""A proposal for a listing changes only while it is a draft, and two persons approve it."""

from sqlalchemy import Table

from landwaiter.domain.listings.deeds import APPROVE, CONTENT_HASH
from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import FOUNDED_BY_SEVERAL, not_seconded
from landwaiter.storage.schema.guards.kinds import append_only
from landwaiter.storage.schema.listings import (
    listing_approval,
    listing_end,
    listing_part,
    listing_part_end,
    listing_proposal,
)
from landwaiter.storage.sqlite.dialect import value_of

_OF_PART = "(SELECT p.proposal_id FROM listing_part AS p WHERE p.id = NEW.part_id)"


def _waits(proposal: str) -> str:
    """It waits for a second person."""
    return f"""EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = '{APPROVE}' AND m.object = 'listing/' || {proposal}
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))"""


def _is_over(proposal: str) -> str:
    """It was approved, or withdrawn."""
    return f"""EXISTS (SELECT 1 FROM listing_approval AS a WHERE a.proposal_id = {proposal})
  OR EXISTS (SELECT 1 FROM listing_end AS w WHERE w.proposal_id = {proposal})"""


def _only_while_draft(table: Table, proposal: str) -> Guard:
    return Guard(
        f"{table.name}_only_while_draft",
        table.name,
        "insert",
        "a proposal that is submitted, approved or withdrawn changes no more",
        f"{_waits(proposal)}\n  OR {_is_over(proposal)}",
    )


_MOTION = f"""m.id = NEW.motion_id AND m.deed = '{APPROVE}'
      AND m.object = 'listing/' || NEW.proposal_id
      AND {value_of("m.text", f"facts.{CONTENT_HASH}")} = NEW.sha256"""
_ANOTHERS = f"""{FOUNDED_BY_SEVERAL}
  AND EXISTS (
    SELECT 1 FROM motion_second AS s
    WHERE s.motion_id = NEW.motion_id AND (
      s.seconder IN (SELECT p.author FROM listing_part AS p WHERE p.proposal_id = NEW.proposal_id)
      OR s.seconder IN (SELECT e.author FROM listing_part_end AS e
        JOIN listing_part AS p ON p.id = e.part_id WHERE p.proposal_id = NEW.proposal_id)
      OR s.seconder IN (SELECT l.author FROM listing_proposal AS l
        WHERE l.id = NEW.proposal_id)))"""

GUARDS = (
    *append_only(listing_proposal),
    *append_only(listing_part),
    _only_while_draft(listing_part, "NEW.proposal_id"),
    Guard(
        "listing_part_no_surer",
        "listing_part",
        "insert",
        "a statement is quoted with the certainty it has, and never once it was ended",
        """NEW.statement_id IS NOT NULL AND (
    NOT EXISTS (
      SELECT 1 FROM entity_fact AS f WHERE f.id = NEW.statement_id AND f.certainty = NEW.certainty
      UNION ALL
      SELECT 1 FROM entity_link AS l WHERE l.id = NEW.statement_id AND l.certainty = NEW.certainty)
    OR EXISTS (SELECT 1 FROM entity_end AS e WHERE e.row_id = NEW.statement_id))""",
    ),
    *append_only(listing_part_end),
    _only_while_draft(listing_part_end, _OF_PART),
    *append_only(listing_end),
    Guard(
        "listing_end_not_while_it_waits",
        "listing_end",
        "insert",
        "a proposal that waits for a second person is not withdrawn",
        _waits("NEW.proposal_id"),
    ),
    *append_only(listing_approval),
    Guard(
        "listing_approval_is_seconded",
        "listing_approval",
        "insert",
        "a proposal for a listing is approved by two persons",
        f"""{not_seconded(_MOTION)}
  OR EXISTS (SELECT 1 FROM listing_end AS w WHERE w.proposal_id = NEW.proposal_id)""",
    ),
    Guard(
        "listing_approval_is_anothers",
        "listing_approval",
        "insert",
        "nobody approves a proposal of which they wrote a part",
        _ANOTHERS,
    ),
)
