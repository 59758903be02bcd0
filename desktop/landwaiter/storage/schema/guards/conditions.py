"""What several guards ask: SQL about the row of a guard, true where something is missing."""

from landwaiter.storage.sqlite.dialect import count_of, value_of

FOUNDED_BY_SEVERAL = f"(SELECT {count_of('text', 'founders')} FROM statement WHERE seq = 1) > 1"
"""More than one person founded the casebook: who works alone has no second one."""


def not_seconded(which: str) -> str:
    """Two persons want no such motion; `which` says of a motion `m`, seconded in `s`, what it is.

    One that has ended counts no more.
    """
    return f"""NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE {which}
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))"""


def critical_flag_stands(case: str) -> str:
    """A critical flag of the case was not dismissed by two persons."""
    return f"""EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = {case} AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out'))"""


def not_in_role(identity: str, name: str, role: str) -> str:
    """Nobody of this identity and name works here and holds the role."""
    return f"""NOT EXISTS (
    SELECT 1 FROM "user" AS u JOIN user_role AS r ON r.user_id = u.id
    WHERE u.id = {identity} AND u.name = {name} AND u.active = 1 AND r.role = {role})"""


def waits_for_erased(row: str) -> str:
    """A message that waits may be of a declaration that is erased, and of no other that is there.

    By its MRN it is of that one alone. By a reference it may be another declarant's: that another
    declaration bears the same, in the store or on a case, keeps it.
    """
    eori = value_of(f"{row}.content", "request.declarant_eori")
    return f"""(EXISTS (
    SELECT 1 FROM trade_declaration AS t JOIN trade_erased AS x ON x.declaration_id = t.id
    WHERE t.mrn = {row}.mrn)
  OR EXISTS (
    SELECT 1 FROM trade_message AS k JOIN trade_erased AS x ON x.declaration_id = k.declaration_id
    WHERE k.given_mrn = {row}.mrn)
  OR EXISTS (
    SELECT 1 FROM trade_declaration AS t JOIN trade_erased AS x ON x.declaration_id = t.id
    WHERE t.local_reference = {row}.local_reference
      AND (t.mrn IS NULL OR {row}.mrn IS NULL)
      AND ({eori} IS NULL OR {eori} IS t.declarant_eori))
  AND NOT EXISTS (
    SELECT 1 FROM trade_declaration AS t
    WHERE t.local_reference = {row}.local_reference
      AND NOT EXISTS (SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = t.id))
  AND NOT EXISTS (
    SELECT 1 FROM declaration AS d WHERE d.local_reference = {row}.local_reference))"""
