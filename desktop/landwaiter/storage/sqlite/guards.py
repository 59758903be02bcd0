"""Guards as SQLite has them: a trigger for each."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.sqlite.faults import TRIGGER_MARK


def trigger(guard: Guard) -> str:
    """The statement that makes it."""
    of = f" OF {', '.join(guard.of)}" if guard.of else ""
    when = f"WHEN {guard.condition}\n" if guard.condition else ""
    sentence = f"{TRIGGER_MARK}{guard.sentence}".replace("'", "''")
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act.upper()}{of} ON {guard.table}\n"
        f"{when}BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )
