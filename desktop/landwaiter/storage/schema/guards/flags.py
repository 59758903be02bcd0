"""A critical flag is dismissed by two persons."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.flags import (
    calibration_sample,
    evaluation,
    flag_review,
    sampled_case,
    sampled_verdict,
)
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.sqlite.dialect import value_of

_DISMISSAL = f"""m.id = NEW.motion_id AND m.deed = 'dismiss_flag' AND m.case_id = NEW.case_id
      AND {value_of("m.text", "facts.flag")} = NEW.rule"""

GUARDS = (
    *append_only_of_case(evaluation.c.case_id),
    Guard(
        "critical_flag_is_seconded",
        "flag_review",
        "insert",
        "a critical flag is dismissed by two persons",
        f"""NEW.state = 'dismissed'
  AND EXISTS (
    SELECT 1 FROM flag_raised AS f
    WHERE f.case_id = NEW.case_id AND f.rule = NEW.rule AND f.severity = 'critical')
  AND {not_seconded(_DISMISSAL)}""",
    ),
    *append_only_of_case(flag_review.c.case_id),
    *append_only(calibration_sample),
    *append_only_of_case(sampled_case.c.case_id),
    *append_only_of_case(sampled_verdict.c.sampled_id),
)
