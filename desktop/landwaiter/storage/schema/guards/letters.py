"""What was issued stays as it is; templates of the office come and go by two persons."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.letters import letter_out, letter_template
from landwaiter.storage.sqlite.dialect import value_of

_TEMPLATE = f"""m.id = NEW.motion_id
      AND m.object = 'letter-template/' || NEW.kind || '/' || NEW.language
      AND {value_of("m.text", "args.sha256")} = NEW.sha256
      AND (m.deed = 'propose_template'
        OR (m.deed = 'withdraw_template' AND NEW.body = ''))"""

GUARDS = (
    *append_only_of_case(letter_out.c.case_id),
    *append_only(letter_template),
    Guard(
        "letter_template_is_seconded",
        "letter_template",
        "insert",
        "templates of letters come and go by two persons",
        not_seconded(_TEMPLATE),
    ),
)
