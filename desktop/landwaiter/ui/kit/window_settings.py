"""What a person set on this machine: theme, language, text size, casebooks opened lately."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from platformdirs import user_config_path

from landwaiter.errors import Fault
from landwaiter.ui.kit.theme import Mode
from landwaiter.whole_file import whole_file

LATELY = 8
LONGEST_IDLE = 240
"""Minutes."""


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
    idle_minutes: int = 15
    """After so long without a touch the casebook is locked."""
    single_keys: bool = True
    """Letters without Ctrl or Alt do something."""

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
            stored["language"],
            min(2.0, max(0.8, float(stored["scale"]))),
            tuple(str(folder) for folder in stored["casebooks"]),
            str(stored.get("user", "")),
            min(LONGEST_IDLE, max(1, int(stored.get("idle_minutes", 15)))),
            bool(stored.get("single_keys", True)),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def save_settings(settings: Settings, file: Path) -> None:
    """Written beside and moved over the old file; an unwritable folder keeps the old ones."""
    with suppress(Fault, OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(file) as aside:
            aside.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
