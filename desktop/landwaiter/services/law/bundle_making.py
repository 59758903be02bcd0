"""For those who publish reference data: keys, roots and bundles in files; no casebook is needed."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from securesystemslib.signer import CryptoSigner

from landwaiter.domain.law.bundles import RootHead
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Conflict, Invalid
from landwaiter.formats.law.bundles import making
from landwaiter.formats.law.bundles.archive import MOST_METADATA, MOST_PACK
from landwaiter.formats.law.bundles.making import Publisher, Release, Scheme
from landwaiter.formats.law.bundles.reading import LONGEST, read_bundle
from landwaiter.formats.law.bundles.roots import root_head
from landwaiter.formats.law.pack_folder import MANIFEST, read_pack
from landwaiter.i18n import _, plural
from landwaiter.user_file import file_bytes
from landwaiter.whole_file import whole_file

AskPassphrase = Callable[[Path], str]
"""The password of a key file."""
ROOT, TARGETS = "root.json", "targets.json"
SHORTEST: Final = 12
"""Characters of the password of a key."""
ROOT_DAYS: Final = 730
_MOST_KEY = 1 << 14
_SCHEME_KEYS = frozenset({"threshold", "root", "release", "days", "publisher"})


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key in two files."""

    private: Path
    public: Path
    figures: str
    """The public key, 64 figures."""


@dataclass(frozen=True, slots=True)
class MadeRoot:
    """A root and its list of publishers, in two files, and whose signatures they still lack."""

    folder: Path
    head: RootHead | None
    """None until enough keys have signed."""
    version: int
    signatures: int
    threshold: int


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A bundle in a file."""

    file: Path
    version: int
    expires: datetime
    packs: tuple[str, ...]
    root_fingerprint: str


def make_key(file: Path, password: str) -> MadeKey:
    """A new key: FILE under the password, and FILE.pub, which may be shown to everybody."""
    if len(password) < SHORTEST:
        raise Invalid(
            plural(
                SHORTEST,
                "The password has fewer than {n} character.",
                "The password has fewer than {n} characters.",
            ),
            field="password",
            remedy=_("Choose a longer one: whoever has file and password signs as its owner."),
        )
    private, public = making.new_key(password)
    public_file = file.with_name(f"{file.name}.pub")
    _refuse_there(file, public_file)
    _write_new(file, private)
    _write_new(public_file, public)
    figures = making.figures_of(making.public_key_of(public, file=file.name))
    return MadeKey(file, public_file, figures)


def make_root(
    scheme_file: Path, folder: Path, keys: Sequence[Path], ask: AskPassphrase, *, now: datetime
) -> MadeRoot:
    """`root.json` and `targets.json` in a folder, as a scheme says, signed by the given keys.

    Where the folder has a root already, the new one follows it, and the old one is kept beside it.
    """
    scheme = _scheme(scheme_file, now)
    version = max(_roots_in(folder), default=0) + 1
    root, targets = making.unsigned_root(scheme, version)
    signers = [_signer(key, ask) for key in keys]
    made = {
        f"{version}.{ROOT}": making.signed_also(root, signers, file=ROOT),
        f"{version}.{TARGETS}": making.signed_also(targets, signers, file=TARGETS),
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in made.items():
        _write_new(folder / name, content)
    return _root_made(folder, version)


def sign_root(folder: Path, keys: Sequence[Path], ask: AskPassphrase) -> MadeRoot:
    """The newest root of a folder signed by more keys, as by a second owner at another place."""
    found = _roots_in(folder)
    if not found:
        raise _no_root(folder)
    version = max(found)
    signers = [_signer(key, ask) for key in keys]
    for name in (ROOT, TARGETS):
        file = folder / f"{version}.{name}"
        content = file_bytes(file, most=MOST_METADATA)
        _replace(file, making.signed_also(content, signers, file=file.name))
    return _root_made(folder, version)


def make_bundle(
    folder: Path,
    packs: Sequence[Path],
    out: Path,
    keys: Sequence[Path],
    ask: AskPassphrase,
    *,
    version: int,
    now: datetime,
    days: int = LONGEST.days,
) -> MadeBundle:
    """A release of packs, each from its folder or zip, as one file; read back before it is told.

    `keys` are those of the publishers and of the release.
    """
    if not 1 <= days <= LONGEST.days:
        raise Invalid(
            _("A bundle is fresh for 1 to {most} days.").format(most=LONGEST.days),
            field="days",
            value=str(days),
        )
    roots = _roots_in(folder)
    if not roots:
        raise _no_root(folder)
    newest = max(roots)
    made_at = now.astimezone(UTC).replace(microsecond=0)
    release = Release(version, made_at, made_at + timedelta(days=days))
    targets = file_bytes(folder / f"{newest}.{TARGETS}", most=MOST_METADATA)
    signers = [_signer(key, ask) for key in keys]
    data = making.bundle_of(roots, targets, map(_packed, packs), signers, release)
    found = read_bundle(data, roots[min(roots)], file=out.name)
    _write_new(out, data)
    named = tuple(f"{one.pack.id}@{one.pack.edition}" for one in found.packs)
    return MadeBundle(out, version, found.expires_at, named, found.root_fingerprint)


def _packed(path: Path) -> tuple[Pack, bytes]:
    """A pack, and its zip: as it is, or made of its folder."""
    pack = read_pack(path)
    if not path.is_dir():
        return pack, file_bytes(path, most=MOST_PACK)
    manifest = file_bytes(path / MANIFEST, most=MOST_PACK)
    data = str(tomllib.loads(manifest.decode())["data"])
    files = {MANIFEST: manifest, data: file_bytes(path / data, most=MOST_PACK)}
    return pack, making.pack_zip(files)


def _roots_in(folder: Path) -> Mapping[int, bytes]:
    """Version → root, of all in a folder."""
    found = {}
    for file in folder.glob(f"*.{ROOT}") if folder.is_dir() else ():
        number = file.name.partition(".")[0]
        if number.isascii() and number.isdecimal():
            found[int(number)] = file_bytes(file, most=MOST_METADATA)
    return found


def _root_made(folder: Path, version: int) -> MadeRoot:
    file = folder / f"{version}.{ROOT}"
    data = file_bytes(file, most=MOST_METADATA)
    try:
        head = root_head(data, file=file.name)
    except Invalid:
        head = None
    signatures, threshold = making.signed_by(data)
    return MadeRoot(folder, head, version, signatures, threshold)


def _signer(file: Path, ask: AskPassphrase) -> CryptoSigner:
    return making.signer_of(file_bytes(file, most=_MOST_KEY), ask(file), file=file.name)


def _scheme(file: Path, now: datetime) -> Scheme:
    """What a TOML file says of a root; keys are named by their files, beside it."""
    said = _toml(file)
    unknown = sorted(said.keys() - _SCHEME_KEYS)
    if unknown:
        raise Invalid(
            _("There is no such key in a scheme."),
            file=file.name,
            field=unknown[0],
            remedy=_("Known keys: {keys}.").format(keys=", ".join(sorted(_SCHEME_KEYS))),
        )
    return Scheme(
        root_keys=tuple(_pems(file, said, "root")),
        release_keys=tuple(_pems(file, said, "release")),
        publishers=tuple(_publisher(file, one) for one in said.get("publisher", ())),
        threshold=_number(file, said, "threshold", 2),
        expires=now.astimezone(UTC).replace(microsecond=0)
        + timedelta(days=_number(file, said, "days", ROOT_DAYS)),
    )


def _publisher(file: Path, said: Mapping[str, Any]) -> Publisher:
    name, packs = said.get("name"), said.get("packs")
    if not isinstance(name, str) or not name.replace("_", "").replace("-", "").isalnum():
        raise _missing(file, "publisher.name")
    if not isinstance(packs, list) or not packs or not all(isinstance(p, str) for p in packs):
        raise _missing(file, "publisher.packs")
    official = said.get("official", False)
    if not isinstance(official, bool):
        raise _missing(file, "publisher.official")
    return Publisher(name.lower(), tuple(_pems(file, said, "keys")), tuple(packs), official)


def _pems(file: Path, said: Mapping[str, Any], name: str) -> Iterator[str]:
    named = said.get(name)
    if not isinstance(named, list) or not named or not all(isinstance(one, str) for one in named):
        raise _missing(file, name)
    for one in named:
        yield file_bytes(file.parent / one, most=_MOST_KEY).decode(errors="replace")


def _number(file: Path, said: Mapping[str, Any], name: str, default: int) -> int:
    value = said.get(name, default)
    if not isinstance(value, int) or not 1 <= value <= 10_000:  # days
        raise _missing(file, name)
    return value


def _missing(file: Path, name: str) -> Invalid:
    return Invalid(
        _("The scheme does not say this, or not as it must."),
        file=file.name,
        field=name,
        remedy=_("Write it as the manual shows it, under “Reference bundles”."),
    )


def _toml(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file_bytes(file, most=MOST_METADATA).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid(
            _("The scheme is not TOML: {reason}.").format(reason=error), file=file.name
        ) from None


def _no_root(folder: Path) -> Invalid:
    return Invalid(
        _("There is no root in the folder."),
        file=str(folder),
        remedy=_("Make one: landwaiter bundle root SCHEME.toml FOLDER."),
    )


def _refuse_there(*files: Path) -> None:
    for file in files:
        if file.exists():
            raise Conflict(
                _("There is a file of this name."), file=str(file), remedy=_("Name another one.")
            )


def _write_new(file: Path, content: bytes) -> None:
    """All of a new file, for its owner only, or nothing."""
    _refuse_there(file)
    _replace(file, content)


def _replace(file: Path, content: bytes) -> None:
    with whole_file(file) as aside:
        aside.write_bytes(content)
