"""Settings that a test changes as the dialog of the office does: all of them or none."""

from collections.abc import Mapping

from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.services.deeds.engine import do_all
from landwaiter.services.warm.session import Session


def change_settings(
    session: Session, values: Mapping[str, str], *, seen: Mapping[str, str] | None = None
) -> None:
    """`seen`: what the person looked at."""
    stood = {key: seen.get(key, "") for key in values} if seen is not None else {}
    do_all(session, [ChangeSetting(key, value, stood.get(key)) for key, value in values.items()])
