"""The table of four eyes and texts are changed by two persons; calendars are only added to."""

from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.storage.guard import Guard, GuardAct
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only
from landwaiter.storage.schema.office import calendar_edit, office_texts
from landwaiter.storage.sqlite.dialect import value_of

_TEXTS = f"""m.id = NEW.motion_id AND m.object = 'texts/' || NEW.language
      AND {value_of("m.text", "args.edition")} = NEW.edition
      AND {value_of("m.text", "args.sha256")} = NEW.sha256
      AND (m.deed = 'supply_texts'
        OR (m.deed = 'withdraw_texts' AND NEW.texts = '{{}}' AND NEW.counts = '[]'))"""


def _policy_is_seconded(act: GuardAct) -> Guard:
    wanted = not_seconded("m.deed = 'set_policy' AND m.object = 'setting/' || NEW.key")
    return Guard(
        f"policy_{act}_is_seconded",
        "office_setting",
        act,
        "the table of four eyes is changed by two persons",
        f"NEW.key LIKE 'four_eyes.%' AND {wanted}",
    )


def _state_stays(act: GuardAct) -> Guard:
    """Periods, references and reports of cases are those of the state that they began in."""
    return Guard(
        f"member_state_{act}_before_cases",
        "office_setting",
        act,
        "the Member State is fixed since the first case",
        f"NEW.key = '{MEMBER_STATE}' AND (EXISTS (SELECT 1 FROM case_file) "
        "OR EXISTS (SELECT 1 FROM case_removal))",
    )


GUARDS = (
    _state_stays("insert"),
    _state_stays("update"),
    _policy_is_seconded("insert"),
    _policy_is_seconded("update"),
    *append_only(calendar_edit),
    *append_only(office_texts),
    Guard(
        "office_texts_are_seconded",
        "office_texts",
        "insert",
        "texts of the office come and go by two persons",
        not_seconded(_TEXTS),
    ),
)
