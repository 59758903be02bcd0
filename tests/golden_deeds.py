"""Deeds that nobody kills in tests/faults, but that are sealed like every other."""

from tests.faults.deed import Deed, Step, answer, command
from tests.faults.office_deeds import FIND, LINKED, NOTE, SAME
from tests.services.hits import test_judging
from tests.services.sample_office import ADMIN, ANALYST, PASSWORD, REVIEWER, Office

from landwaiter.errors import Fault
from landwaiter.services.table import sessions


def _entity(word: str, *more: str, who: str = ANALYST) -> Step:
    def run(office: Office) -> None:
        name = answer(office, "entity", "list", who=ANALYST)[0]["name"]
        command("entity", word, name, *more, who=who)(office)

    return run


def _wrong_password(office: Office) -> None:
    try:
        sessions.open_casebook(office.path, user=REVIEWER, password="wrong", now=office.clock)
    except Fault:
        sessions.open_casebook(
            office.path, user=REVIEWER, password=PASSWORD, now=office.clock
        ).casebook.close()


REDACT = command("access-request", "redact", "1", "1", "--words", "at noon", who=REVIEWER)
MORE_DEEDS: tuple[Deed, ...] = (
    Deed("audit export", command("audit", "export", who=ADMIN)),
    Deed(
        "entity show",
        _entity("show"),
        before=(*LINKED, _entity("sensitive", "--reason", "under observation since May")),
    ),
    Deed(
        "access-request redact, shown again",
        command("access-request", "redact", "1", "1", "--words", "at noon", "--show", who=REVIEWER),
        before=(NOTE, FIND, SAME, REDACT),
    ),
    Deed("a wrong password", _wrong_password),
    Deed("a judgement taken over", test_judging.alike, before=(test_judging.judges,)),
)
