"""A remark is another person's than the author's, feedback another's than who returned."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only_of_case
from landwaiter.storage.schema.review import (
    remark,
    remark_answer,
    return_feedback,
    section_reading,
)

GUARDS = (
    Guard(
        "remark_of_its_case",
        "remark",
        "insert",
        "a second person remarks on a decision of the case",
        """NOT EXISTS (
    SELECT 1 FROM decision AS d
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id AND d.author <> NEW.author)""",
    ),
    Guard(
        "return_feedback_by_another",
        "return_feedback",
        "insert",
        "feedback is another person's than who returned the proposal, on a return of the case",
        """NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN decision_end AS e ON e.decision_id = d.id
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id
      AND e.state = 'returned' AND e.author <> NEW.author)""",
    ),
    Guard(
        "read_of_its_case",
        "section_reading",
        "insert",
        "what is read is a proposal of the case that waits for a second person",
        """NOT EXISTS (
    SELECT 1 FROM decision AS d WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)""",
    ),
    *append_only_of_case(section_reading.c.case_id),
    *append_only_of_case(return_feedback.c.case_id),
    *append_only_of_case(remark.c.case_id),
    *append_only_of_case(remark_answer.c.remark_id),
)
