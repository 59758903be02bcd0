"""First passwords: what an administrator hands over, good for the first sign-in alone."""

import secrets

from landwaiter.storage.keys.recovery_key import ALPHABET

_GROUPS, _LETTERS = 4, 6


def new_first_password() -> str:
    """Four groups of six, 118 bits, of letters and figures that differ on paper: k7qm2x-pd9rwt-…"""
    letters = ALPHABET.lower().replace("l", "")
    groups = ("".join(secrets.choice(letters) for _at in range(_LETTERS)) for _no in range(_GROUPS))
    return "-".join(groups)
