"""Judgements know both sides they rest on, and are taken over for the same pair elsewhere."""

from landwaiter.storage.migrations.statements import run, seconded

revision = "0019"
down_revision = "0018"

COLUMNS = (
    "party_sha256",
    "entity_sha256",
    "listing_sha256",
    "origin_id",
    "origin_reference",
    "origin_author",
    "origin_at",
)

SIDES_STAY = f"""
CREATE TRIGGER judgement_sides_stay BEFORE UPDATE OF {", ".join(COLUMNS)} ON judgement
BEGIN SELECT RAISE(ABORT, 'landwaiter: what a judgement rests on is never changed'); END
"""

ORIGIN = """EXISTS (SELECT 1 FROM judgement AS o
    JOIN hit AS was ON was.id = o.hit_id JOIN hit AS now ON now.id = NEW.hit_id
    WHERE o.id = NEW.origin_id AND o.origin_id IS NULL AND o.revoked_at IS NULL
      AND o.value = NEW.value AND o.reason = NEW.reason AND o.author = NEW.author
      AND o.author = NEW.origin_author AND o.at = NEW.origin_at
      AND o.motion_id IS NEW.motion_id
      AND was.list_id = now.list_id AND was.listing_id = now.listing_id
      AND o.listing_sha256 = NEW.listing_sha256
      AND (o.party_sha256 = NEW.party_sha256 OR o.entity_sha256 = NEW.entity_sha256))"""

TAKEN_OVER_AS_JUDGED = f"""
CREATE TRIGGER judgement_taken_over_as_judged BEFORE INSERT ON judgement
WHEN NEW.origin_id IS NOT NULL AND NOT {ORIGIN}
BEGIN SELECT RAISE(ABORT, 'landwaiter: a judgement is taken over as it stands elsewhere'); END
"""

# That the pair is the same, the trigger above asks; here only that two persons judged it.
SECONDED_THERE = """EXISTS (SELECT 1 FROM judgement AS o
    JOIN motion AS m ON m.id = o.motion_id JOIN motion_second AS s ON s.motion_id = m.id
    WHERE o.id = NEW.origin_id AND m.id = NEW.motion_id AND m.deed = 'judge'
      AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = o.hit_id
      AND json_extract(CAST(m.text AS TEXT), '$.facts.listing_sha256') = o.listing_sha256)"""
OF_THE_HIT = """m.id = NEW.motion_id AND m.deed = 'judge'
    AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = NEW.hit_id"""

NEAR_HIT = f"""
CREATE TRIGGER near_hit_is_seconded BEFORE INSERT ON judgement
WHEN NEW.value = 'different'
  AND (SELECT h.score FROM hit AS h WHERE h.id = NEW.hit_id) >= CAST(coalesce(
      (SELECT value FROM office_setting WHERE key = 'four_eyes.different_score'), '900') AS INTEGER)
  AND NOT {seconded(OF_THE_HIT)} AND NOT {SECONDED_THERE}
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons judge a hit of this score different'); END
"""  # noqa: S608  # constants of this file


def upgrade() -> None:
    run(f"ALTER TABLE judgement ADD COLUMN {name} TEXT" for name in COLUMNS)
    run(
        (
            "CREATE INDEX judgement_pair ON judgement (listing_sha256, party_sha256)",
            "CREATE INDEX judgement_origin ON judgement (origin_id)",
            "DROP TRIGGER near_hit_is_seconded",
            NEAR_HIT,
            SIDES_STAY,
            TAKEN_OVER_AS_JUDGED,
        )
    )
