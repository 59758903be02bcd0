"""Nobody approves, countersigns or seconds what is the own, another text, or out of the role."""

from landwaiter.domain.deeds.motion import NOT_BY
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.deeds import (
    approval,
    conflict_of_interest,
    countersignature,
    decision,
    decision_end,
    motion,
    motion_end,
    motion_second,
)
from landwaiter.storage.schema.guards.conditions import FOUNDED_BY_SEVERAL, not_in_role
from landwaiter.storage.schema.guards.kinds import append_only_of_case, goes_with_case
from landwaiter.storage.sqlite.dialect import value_of, values_of

_IS_OF_THE_TEXT = f"""{value_of("NEW.statement", "decision_sha256")} = d.text_sha256
      AND {value_of("NEW.statement", "decision")} = d.id"""
_HAS_ENDED = "EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)"


def _without_conflict(table: str) -> Guard:
    return Guard(
        f"{table}_without_conflict",
        table,
        "insert",
        "who has a conflict of interest decides nothing here",
        """EXISTS (
    SELECT 1 FROM conflict_of_interest AS c JOIN decision AS d ON d.case_id = c.case_id
    WHERE d.id = NEW.decision_id AND c.user_id = NEW.approver_id AND c.lifted_at IS NULL)""",
    )


def _was_read(table: str) -> Guard:
    return Guard(
        f"{table}_was_read",
        table,
        "insert",
        "who signs a decision has read all of it",
        f"""(SELECT count(DISTINCT r.section) FROM section_reading AS r
    WHERE r.decision_id = NEW.decision_id AND r.reader_id = NEW.approver_id)
  < {len(ReviewSection)}""",
    )


GUARDS = (
    *append_only_of_case(decision.c.case_id, and_decision=True),
    Guard(
        "approval_is_anothers",
        "approval",
        "insert",
        "an author never approves the own proposal",
        f"""{FOUNDED_BY_SEVERAL}
  AND EXISTS (
    SELECT 1 FROM decision AS d
    WHERE d.id = NEW.decision_id
      AND (d.author_id = NEW.approver_id OR d.author = NEW.approver))""",
    ),
    Guard(
        "approval_has_role",
        "approval",
        "insert",
        "an approval needs the role of a reviewer or head",
        f"""NEW.role NOT IN ('reviewer', 'head')
  OR {not_in_role("NEW.approver_id", "NEW.approver", "NEW.role")}""",
    ),
    Guard(
        "approval_of_the_text",
        "approval",
        "insert",
        "an approval is of the text that is proposed now",
        f"""NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN case_file AS c ON c.id = d.case_id
    WHERE d.id = NEW.decision_id AND c.stage = 'decision_review'
      AND d.version = (SELECT max(version) FROM decision WHERE case_id = c.id)
      AND {_IS_OF_THE_TEXT})
  OR {_HAS_ENDED}""",
    ),
    _without_conflict("approval"),
    _was_read("approval"),
    *append_only_of_case(approval.c.decision_id, and_decision=True),
    *append_only_of_case(decision_end.c.decision_id, and_decision=True),
    *append_only_of_case(motion.c.case_id),
    Guard(
        "second_is_anothers",
        "motion_second",
        "insert",
        "nobody seconds the own motion",
        f"""{FOUNDED_BY_SEVERAL}
  AND EXISTS (
    SELECT 1 FROM motion AS m
    WHERE m.id = NEW.motion_id
      AND (m.author_id = NEW.seconder_id OR m.author = NEW.seconder))""",
    ),
    Guard(
        "second_is_not_barred",
        "motion_second",
        "insert",
        "a motion is seconded by nobody whom its text leaves out",
        f"""{FOUNDED_BY_SEVERAL}
  AND EXISTS (
    SELECT 1 FROM motion AS m
    JOIN {values_of("m.text", f"facts.{NOT_BY}", "barred")}
    WHERE m.id = NEW.motion_id AND barred.value = NEW.seconder)""",
    ),
    Guard(
        "second_has_role",
        "motion_second",
        "insert",
        "a motion is seconded by somebody who holds the role",
        f"""NEW.role NOT IN ('reviewer', 'head', 'administrator')
  OR {not_in_role("NEW.seconder_id", "NEW.seconder", "NEW.role")}""",
    ),
    Guard(
        "second_of_the_text",
        "motion_second",
        "insert",
        "what is seconded is the text of an open motion",
        f"""NOT EXISTS (
    SELECT 1 FROM motion AS m
    WHERE m.id = NEW.motion_id
      AND {value_of("NEW.statement", "motion")} = m.id
      AND {value_of("NEW.statement", "motion_sha256")} = m.text_sha256
      AND {value_of("NEW.statement", "deed")} = 'second')
  OR EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = NEW.motion_id)""",
    ),
    *append_only_of_case(motion_second.c.motion_id),
    Guard(
        "carried_out_is_seconded",
        "motion_end",
        "insert",
        "only a seconded motion is carried out",
        """(NEW.state = 'carried_out') IS DISTINCT FROM
  EXISTS (SELECT 1 FROM motion_second AS s WHERE s.motion_id = NEW.motion_id)""",
    ),
    *append_only_of_case(motion_end.c.motion_id),
    _without_conflict("countersignature"),
    _was_read("countersignature"),
    Guard(
        "countersignature_is_anothers",
        "countersignature",
        "insert",
        "a countersignature is a third person's, of this text",
        f"""NEW.role IS DISTINCT FROM 'head'
  OR {not_in_role("NEW.approver_id", "NEW.approver", "'head'")}
  OR NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
    WHERE d.id = NEW.decision_id
      AND d.author_id IS DISTINCT FROM NEW.approver_id AND d.author IS DISTINCT FROM NEW.approver
      AND a.approver_id IS DISTINCT FROM NEW.approver_id
      AND a.approver IS DISTINCT FROM NEW.approver
      AND {_IS_OF_THE_TEXT})
  OR {_HAS_ENDED}""",
    ),
    *append_only_of_case(countersignature.c.decision_id, and_decision=True),
    *goes_with_case(conflict_of_interest.c.case_id),
)
