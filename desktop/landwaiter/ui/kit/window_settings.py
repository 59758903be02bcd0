"""What this machine keeps to ask who signs in: casebooks opened lately, who opened the last, and
that person's language, theme and size of text for the start and sign-in screens; and how large the
window was.

What a person prefers is theirs, and lies in the casebook.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from platformdirs import user_config_path

from landwaiter.domain.people.preferences import LARGEST_TEXT, LEAST_TEXT, Mode, Preferences
from landwaiter.errors import Fault
from landwaiter.whole_file import whole_file

LATELY = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """Holds no case data; a damaged file is read as if there were none."""

    mode: Mode = Mode.SYSTEM
    language: str | None = None
    scale: float = 1.0
    """Beside the scale of the system font."""
    casebooks: tuple[str, ...] = ()
    """Folders, the newest first."""
    user: str = ""
    """Who signed in last."""
    size: tuple[int, int] | None = None
    """Of the window when it was closed, not maximised; None before that."""
    maximised: bool = False

    def drawn_for(self, person: Preferences) -> "Settings":
        """With how this person wants to see the window."""
        return replace(
            self, mode=person.theme, language=person.spoken, scale=person.text_size / 100
        )

    def opened(self, folder: Path, user: str = "") -> "Settings":
        """With this casebook as the newest, and who opened it."""
        rest = tuple(known for known in self.casebooks if known != str(folder))
        return replace(self, casebooks=(str(folder), *rest)[:LATELY], user=user)

    @property
    def newest(self) -> Path | None:
        """The casebook opened last."""
        return Path(self.casebooks[0]) if self.casebooks else None


def settings_file() -> Path:
    return user_config_path("landwaiter", appauthor=False) / "window.json"


def load_settings(file: Path) -> Settings:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return Settings(
            Mode(stored["mode"]),
            None if stored["language"] is None else str(stored["language"]),
            min(LARGEST_TEXT, max(LEAST_TEXT, 100 * float(stored["scale"]))) / 100,
            tuple(str(folder) for folder in stored["casebooks"]),
            str(stored.get("user", "")),
            _size(stored.get("size")),
            bool(stored.get("maximised", False)),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def _size(stored: object) -> tuple[int, int] | None:
    if stored is None:
        return None
    if not isinstance(stored, list):
        raise TypeError(stored)
    wide, high = map(int, stored)
    return wide, high


def save_settings(settings: Settings, file: Path) -> None:
    """Written beside and moved over the old file; an unwritable folder keeps the old ones."""
    with suppress(Fault, OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(file) as aside:
            aside.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
