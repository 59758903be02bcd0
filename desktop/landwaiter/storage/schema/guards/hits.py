"""A near hit is judged different by two persons, and taken over only as it was judged."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, goes_with_case
from landwaiter.storage.schema.hits import hit, judgement, list_rescreen, list_rescreen_step
from landwaiter.storage.sqlite.dialect import value_of

_JUDGED_HIT = value_of("m.text", "facts.hit")
_JUDGED_LISTING = value_of("m.text", "facts.listing_sha256")
_JUDGING = f"m.id = NEW.motion_id AND m.deed = 'judge' AND {_JUDGED_HIT} = NEW.hit_id"

GUARDS = (
    *goes_with_case(hit.c.case_id),
    *goes_with_case(judgement.c.hit_id),
    Guard(
        "near_hit_is_seconded",
        "judgement",
        "insert",
        "two persons judge a hit of this score different",
        f"""NEW.value = 'different'
  AND (SELECT h.score FROM hit AS h WHERE h.id = NEW.hit_id) >= CAST(coalesce(
      (SELECT value FROM office_setting WHERE key = 'four_eyes.different_score'), '900') AS INTEGER)
  AND {not_seconded(_JUDGING)}
  AND NOT EXISTS (
    SELECT 1 FROM judgement AS o
    JOIN motion AS m ON m.id = o.motion_id JOIN motion_second AS s ON s.motion_id = m.id
    WHERE o.id = NEW.origin_id AND m.id = NEW.motion_id AND m.deed = 'judge'
      AND {_JUDGED_HIT} = o.hit_id
      AND {_JUDGED_LISTING} = o.listing_sha256)""",
    ),
    Guard(
        "judgement_sides_stay",
        "judgement",
        "update",
        "what a judgement rests on is never changed",
        of=(
            "party_sha256",
            "entity_sha256",
            "listing_sha256",
            "origin_id",
            "origin_reference",
            "origin_author",
            "origin_at",
        ),
    ),
    Guard(
        "judgement_taken_over_as_judged",
        "judgement",
        "insert",
        "a judgement is taken over as it stands elsewhere",
        """NEW.origin_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM judgement AS o
    JOIN hit AS was ON was.id = o.hit_id JOIN hit AS now ON now.id = NEW.hit_id
    WHERE o.id = NEW.origin_id AND o.origin_id IS NULL AND o.revoked_at IS NULL
      AND o.value = NEW.value AND o.reason = NEW.reason AND o.author = NEW.author
      AND o.author = NEW.origin_author AND o.at = NEW.origin_at
      AND o.motion_id IS NOT DISTINCT FROM NEW.motion_id
      AND was.list_id = now.list_id AND was.listing_id = now.listing_id
      AND o.listing_sha256 = NEW.listing_sha256
      AND (o.party_sha256 = NEW.party_sha256 OR o.entity_sha256 = NEW.entity_sha256))""",
    ),
    *append_only(list_rescreen),
    *append_only(list_rescreen_step),
)
