"""How the state of the office reads an embargo: asked, and never assumed."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from landwaiter.domain.flags.embargo.arms_embargo import policy_names
from landwaiter.domain.flags.embargo.matrix import PRACTICES
from landwaiter.domain.flags.view import PRACTICE
from landwaiter.domain.law.pack import Pack
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader

POLICY: Final = "policy."
"""Whether a destination counts as under an arms embargo for Art. 4(1)(b) of Reg. 2021/821."""
ANSWERS: Final = tuple(one.value for one in PRACTICES)


def policy_keys(packs: Mapping[str, Pack], on: date) -> tuple[str, ...]:
    """The settings with the policies that the office is asked for on a day."""
    return tuple(f"{POLICY}{name}" for name in policy_names(packs, on))


def answers_of(conn: Reader) -> Mapping[str, str]:
    """Key → the practice as it is set."""
    return {
        f"{PRACTICE}{key}": value for key, value in settings.settings_with(conn, PRACTICE).items()
    }
