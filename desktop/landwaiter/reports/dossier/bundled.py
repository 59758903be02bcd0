"""Files that go out with a report in one bundle: beside it in a folder, or attached to its PDF."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

PAGES: Final = "bundle.pdf"
"""The printed parts in the folder of a bundle: a report of its own."""
SEAL: Final[Mapping[str, str]] = {
    "dossier": "dossier.json",
    "manifest": "manifest.json",
    "signature": "signature.bin",
}
"""The parts of a seal, as files of a folder."""
ENTRIES: Final = "entries.jsonl"
"""The audit entries of the case as they are stored, one a line."""
EXHIBITS: Final = "exhibits"
"""The table of exhibits in the dossier of a bundle."""


class FileRelation(StrEnum):
    """What a file is to the pages (ISO 32000-2, AFRelationship)."""

    SUPPLEMENT = "Supplement"
    DATA = "Data"


@dataclass(frozen=True, slots=True)
class StatedFile:
    """A file as the manifest of a bundle states it."""

    name: str
    sha256: str
    size: int
    media_type: str
    relation: FileRelation

    def to_plain(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "sha256": self.sha256,
            "size": self.size,
            "media_type": self.media_type,
            "relation": self.relation.value,
        }

    @classmethod
    def from_plain(cls, value: Any) -> Self | None:
        """None for what is no such entry."""
        try:
            texts = {name: str.__str__(value[name]) for name in ("name", "sha256", "media_type")}
            size, relation = value["size"], FileRelation(value["relation"])
        except (KeyError, TypeError, ValueError):
            return None
        if type(size) is not int or size < 0 or not is_plain_name(texts["name"]):
            return None
        return cls(size=size, relation=relation, **texts)


@dataclass(frozen=True, slots=True)
class BundledFile(StatedFile):
    """The same with its content, which is read when it is written."""

    chunks: Callable[[], Iterator[bytes]]


def is_plain_name(name: str) -> bool:
    """Whether it names a file in a folder and nothing outside of it."""
    return bool(name) and name not in {".", ".."} and not set(name) & set('/\\:*?"<>|\0')


def stated_files(files: Iterable[StatedFile]) -> Mapping[str, Any]:
    """What a manifest says of the files of a bundle; nothing where there are none."""
    told = [one.to_plain() for one in files]
    return {"files": told} if told else {}


def files_in(manifest: Mapping[str, Any]) -> tuple[StatedFile, ...]:
    """The files that a manifest states; what is no entry of one is left out."""
    found = manifest.get("files")
    entries = found if isinstance(found, list) else []
    return tuple(filter(None, (StatedFile.from_plain(one) for one in entries)))
