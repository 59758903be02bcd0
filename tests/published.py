"""A publisher of reference data, for tests: its keys and roots are made anew in a folder."""

import atexit
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from landwaiter.services.law.bundle_making import (
    MadeBundle,
    make_bundle,
    make_key,
    make_root,
    sign_root,
)

PASSWORD: Final = "what opens a key of a test"
PEOPLE: Final = ("anna", "ben", "release", "eu", "own", "anna2", "stranger")


@cache
def made_keys() -> Path:
    """A folder with a key for each of PEOPLE, made once a process."""
    folder = Path(mkdtemp(prefix="landwaiter-keys-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in PEOPLE:
        make_key(folder / name, PASSWORD)
    return folder


def ask(_path: Path) -> str:
    return PASSWORD


def key(name: str) -> Path:
    return made_keys() / name


SCHEME: Final = """
threshold = 2
root = [{root}]
release = ["{keys}/release.pub"]
[[publisher]]
name = "eu"
keys = ["{keys}/eu.pub"]
packs = ["annex*", "eu_*"]
official = true
[[publisher]]
name = "own"
keys = ["{keys}/own.pub"]
packs = ["own_*"]
"""


@dataclass(frozen=True)
class Published:
    """A folder with a root that anna and ben have signed."""

    folder: Path
    now: datetime

    def root(self, number: int = 1) -> Path:
        return self.folder / f"{number}.root.json"

    def next_root(self, owners: Iterable[str], signers: Iterable[str]) -> Path:
        """A root of other owners, signed by those who are named."""
        scheme = self.folder.parent / "scheme.toml"
        named = ", ".join(f'"{key(name)}.pub"' for name in owners)
        scheme.write_text(SCHEME.format(keys=made_keys(), root=named), encoding="utf-8")
        made = make_root(scheme, self.folder, [key(one) for one in signers], ask, now=self.now)
        return self.root(made.version)

    def bundle(
        self,
        *packs: Path,
        version: int = 1,
        signers: Iterable[str] = ("eu", "own", "release"),
        days: int = 35,
        now: datetime | None = None,
    ) -> Path:
        """A release of packs as a file."""
        return self.made(*packs, version=version, signers=signers, days=days, now=now).file

    def made(
        self,
        *packs: Path,
        version: int = 1,
        signers: Iterable[str] = ("eu", "own", "release"),
        days: int = 35,
        now: datetime | None = None,
    ) -> MadeBundle:
        out = self.folder.parent / f"bundle-{version}-{len(list(self.folder.parent.iterdir()))}.zip"
        return make_bundle(
            self.folder,
            packs,
            out,
            [key(one) for one in signers],
            ask,
            version=version,
            now=now or self.now,
            days=days,
        )


def published(folder: Path, now: datetime) -> Published:
    """A publisher with its first root, which each owner signed at an own place."""
    place = folder / "publisher"
    found = Published(place, now)
    folder.mkdir(parents=True, exist_ok=True)
    found.next_root(("anna", "ben"), ("anna",))
    sign_root(place, [key("ben")], ask)
    return found


def a_signed_pack(
    folder: Path,
    pack_id: str = "eu_extra",
    edition: str = "2026",
    trust: str = "official",
    rows: Mapping[str, str] | None = None,
) -> Path:
    """A small pack in a folder of its own."""
    place = folder / f"{pack_id}-{edition}"
    place.mkdir(parents=True)
    facts = {
        "id": pack_id,
        "kind": "correlation",
        "edition": edition,
        "title": "Some goods",
        "source": "Official Journal",
        "licence": "CC BY 4.0",
        "trust": trust,
        "data": "data.csv",
    }
    text = "".join(f'{name} = "{value}"\n' for name, value in facts.items())
    (place / "pack.toml").write_text(text, encoding="utf-8")
    found = rows or {"845710": "2B001"}
    lines = "".join(f"{hs6},eu,{code},\n" for hs6, code in found.items())
    (place / "data.csv").write_text(f"hs6,list,control_code,part\n{lines}", encoding="utf-8")
    return place
