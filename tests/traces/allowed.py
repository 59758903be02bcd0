"""Where the program may write: into the casebook, the file that was asked for, and little else."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from tests.services.sample_office import CONSIGNEE, LISTED, REASON, REF
from tests.traces.written import Written

OWNER_ALONE: Final = (0o600, 0o700)
NEEDLES: Final = (
    REF,
    CONSIGNEE,
    LISTED,
    REASON,
    "Obrabiarki",
    "PL526100001900000",
    "84571010",
    "machining",
    "Anna Zielinska",
    "Grey Heron",
)
"""Names and numbers of the cases that the deeds are about."""
_ASIDE: Final = r"\.{name}\.[0-9a-f]{{8,16}}\.(part|tmp|new)"

ELSEWHERE: Final[Mapping[str, str]] = {
    r"/dev/(null|tty|ptmx)|/proc/.*": "these keep nothing",
    r".*/__pycache__(/.*)?": "the program itself, translated by Python",
    r"{home}/config(/landwaiter(/(\.?window\.json.*)?)?)?": "settings: theme, language, folders",
    r"{home}/state(/landwaiter(/log(/landwaiter\.log.*)?)?)?": "the log of bugs: types and places",
    r"{home}/state/landwaiter/seen(/\.?[0-9a-f]{64}\.json(\..*)?)?": "hashes of what was seen last",
    r"{home}/cache(/fontconfig.*)?": "the fonts of this computer, noted by fontconfig",
}
"""What else is written, and why no byte of a case is in it; their content is searched besides."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed was done, and what the person named there."""

    folder: str
    named: Sequence[str]
    home: str
    """Folders for settings, logs, caches and temporary files of whoever did it."""


def wrong(calls: Iterable[Written], place: Place) -> Iterator[str]:
    """A sentence for each of the calls of one deed that should not be."""
    private: set[str] = set()
    for one in calls:
        if _below(one.path, f"{place.folder}/casebook") or _elsewhere(one.path, place.home):
            continue
        if one.call == "os.mkdir" and any(_below(name, one.path) for name in place.named):
            continue  # the folder it shall lie in, which is there or is asked for as well
        if not any(_is_of(one.path, name) for name in place.named):
            yield f"{one.call} {one.path}: nobody asked for it"
        elif one.rights in OWNER_ALONE:
            private.add(one.path)
        elif one.rights is not None and not private & {one.path, *_folders_of(one.path)}:
            yield f"{one.call} {one.path}: made with the rights {one.rights:04o}"


def _folders_of(path: str) -> Iterator[str]:
    """Where one of these lets in its owner alone, the rights of a file in it are idle."""
    return map(str, PurePath(path).parents)


def _elsewhere(path: str, home: str) -> bool:
    patterns = (one.replace("{home}", re.escape(home)) for one in ELSEWHERE)
    return any(re.fullmatch(pattern, path) for pattern in patterns)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _is_of(path: str, named: str) -> bool:
    """Whether it is what was named, its anchor, in it, or aside of one of both."""
    parent, _slash, name = named.rpartition("/")
    names = f"({re.escape(name)}|{re.escape(name)}\\.anchor\\.json)"
    aside = _ASIDE.format(name=names)
    return bool(re.fullmatch(f"{re.escape(parent)}/({names}|{aside})(/.*)?", path))


def case_in(file: Path) -> list[str]:
    """Which names and numbers of a case stand in a file."""
    data = file.read_bytes()
    return [
        needle
        for needle in NEEDLES
        if needle.encode() in data or needle.encode("utf-16-le") in data
    ]
