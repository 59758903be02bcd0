"""How hard a password is to guess, in words; the casebook itself asks for 12 characters."""

from landwaiter.i18n import _
from landwaiter.ui.kit.theme import Ink

LEAST = 12
Strength = tuple[float, str, Ink]


def strength(password: str) -> Strength:
    """Share of a full bar, the word, and its ink."""
    if len(password) < LEAST:
        return (
            0.6 * len(password) / LEAST,
            _("{count} of 12 characters").format(count=len(password)),
            "med",
        )
    distinct = len(set(password))
    if distinct < 6:
        return 0.4, _("weak: few different characters"), "high"
    share = min(1.0, 0.55 + 0.02 * len(password) + 0.01 * distinct)
    return share, _("strong") if share > 0.8 else _("good"), "ok"
