"""What was issued stays as it is, and ends once; templates come and go by two persons."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.letters import letter_out, letter_step, letter_template
from landwaiter.storage.sqlite.dialect import value_of

_TEMPLATE = f"""m.id = NEW.motion_id
      AND m.object = 'letter-template/' || NEW.kind || '/' || NEW.language
      AND {value_of("m.text", "args.sha256")} = NEW.sha256
      AND (m.deed = 'propose_template'
        OR (m.deed = 'withdraw_template' AND NEW.body = ''))"""

GUARDS = (
    *append_only_of_case(letter_out.c.case_id),
    Guard(
        "letter_ends_once",
        "letter_step",
        "insert",
        "nothing becomes of a letter that was withdrawn or replaced",
        """EXISTS (
    SELECT 1 FROM letter_step AS s WHERE s.letter_id = NEW.letter_id
      AND s.step IN ('withdrawn', 'replaced'))""",
    ),
    Guard(
        "letter_of_its_case",
        "letter_step",
        "insert",
        "a letter and the one that takes its place are of one case",
        """EXISTS (
    SELECT 1 FROM letter_out AS l
    WHERE l.id IN (NEW.letter_id, NEW.successor_id) AND l.case_id <> NEW.case_id)""",
    ),
    *append_only_of_case(letter_step.c.case_id),
    *append_only(letter_template),
    Guard(
        "letter_template_is_seconded",
        "letter_template",
        "insert",
        "templates of letters come and go by two persons",
        not_seconded(_TEMPLATE),
    ),
)
