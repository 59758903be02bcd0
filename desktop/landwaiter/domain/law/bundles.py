"""Reference bundles as people see them: whose keys a root names, how old a release is."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.i18n import _, day_said, plural


@dataclass(frozen=True, slots=True)
class RootHead:
    """A root as people compare it."""

    version: int
    fingerprint: str
    """SHA-256 of the signed text, so that it is the same whoever has signed already."""
    threshold: int
    keys: tuple[str, ...]
    """Public keys that sign the next root, and what publishers may do; 64 figures each."""
    release_keys: tuple[str, ...]
    expires: datetime


@dataclass(frozen=True, slots=True)
class BundleStatus:
    """The root that counts in an office, and the newest release."""

    root_version: int = 0
    """0: none is accepted."""
    root_fingerprint: str = ""
    by_one: bool = False
    """The root was accepted in an office of one."""
    version: int = 0
    """0: none was taken in."""
    made_at: datetime | None = None
    expires_at: datetime | None = None
    age_days: int | None = None
    expired: bool = False

    @property
    def sentence(self) -> str:
        """How old reference data is, in one sentence."""
        if not self.root_version:
            return _("No root of reference bundles is accepted.")
        if self.expires_at is None:
            return _("No reference bundle was taken in yet.")
        day = day_said(self.expires_at.date())
        if not self.expired:
            return plural(
                self.age_days or 0,
                "Reference bundle {version} is {n} day old; fresh until {day}.",
                "Reference bundle {version} is {n} days old; fresh until {day}.",
                version=self.version,
                day=day,
            )
        return plural(
            self.age_days or 0,
            (
                "Reference bundle {version} is {n} day old and expired on {day}: what it brought "
                "stays in force, and a newer one should be taken in."
            ),
            (
                "Reference bundle {version} is {n} days old and expired on {day}: what it brought "
                "stays in force, and a newer one should be taken in."
            ),
            version=self.version,
            day=day,
        )
