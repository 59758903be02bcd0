"""Reference bundles as people see them: whose keys a root names, how old a release is."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.i18n import _


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
        said = _("Reference bundle {version} is {days} days old; fresh until {day}.")
        if self.expired:
            said = _(
                "Reference bundle {version} is {days} days old and expired on {day}: what it "
                "brought stays in force, and a newer one should be taken in."
            )
        return said.format(
            version=self.version, days=self.age_days, day=self.expires_at.date().isoformat()
        )
