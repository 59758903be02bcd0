"""Mappings of other people's tables that the office keeps by name, of whatever kind of table."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.storage.base import settings as stored
from landwaiter.storage.base.reader import Reader


class _Keepable(Protocol):
    def as_json(self) -> dict[str, Any]: ...


T = TypeVar("T", bound=_Keepable)


@dataclass(frozen=True, slots=True)
class KeptMappings(Generic[T]):
    """Those of one kind of table."""

    prefix: str
    """Before the name in the settings of the office."""
    read: Callable[[Mapping[str, Any]], T]

    def all(self, conn: Reader) -> Mapping[str, T]:
        """Each by its name, in the order of the names."""
        kept = stored.settings_with(conn, self.prefix)
        return {name: self.read(json.loads(text)) for name, text in sorted(kept.items()) if text}

    def named(self, conn: Reader, name: str) -> T:
        """The one of this name; NotFound where there is none."""
        kept = self.all(conn)
        if name not in kept:
            raise NotFound(
                _("The office keeps no mapping of this name."),
                field="mapping",
                value=name,
                remedy=_("There are: {names}.").format(names=", ".join(kept) or _("none")),
            )
        return kept[name]

    def keep(self, doing: Doing, name: str, mapping: T) -> Account | None:
        """Keep one in place of another of its name; None where it stands so already."""
        text = json.dumps(mapping.as_json(), ensure_ascii=False, sort_keys=True)
        return self._set(doing, name, text)

    def forget(self, doing: Doing, name: str) -> Account | None:
        """NotFound where there is none."""
        self.named(doing.conn, name)
        return self._set(doing, name, "")

    def _set(self, doing: Doing, name: str, text: str) -> Account | None:
        work, key = doing.work, f"{self.prefix}{name}"
        before = stored.setting(work.conn, key)
        if (before or "") == text:
            return None
        stored.set_setting(work.conn, key, text, by=work.actor, at=work.now)
        return Account(f"setting/{key}", {"value": [before, text]}, (key,))
