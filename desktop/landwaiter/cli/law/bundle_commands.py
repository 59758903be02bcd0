"""`bundle …`: reference data that publishers signed, taken in from one file; and making it."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call, key_password
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.law.deeds import ACCEPT_ROOT, TAKE_BUNDLE, AcceptRoot, TakeBundle
from landwaiter.i18n import N_, _, plural

if TYPE_CHECKING:
    from landwaiter.domain.law.bundles import BundleStatus, RootHead
    from landwaiter.services.law.bundle_making import MadeRoot
    from landwaiter.services.law.bundles import BundleIn
    from landwaiter.services.warm.session import Session

_FILE = Annotated[str, typer.Argument(metavar="FILE", help="A bundle.")]
_FOLDER = Annotated[str, typer.Argument(metavar="FOLDER", help="Where the root lies.")]
_KEYS = Annotated[
    list[str] | None,
    typer.Option("--key", metavar="FILE", help="A key that signs; several may be given."),
]
_KEY_PASSWORD = Annotated[
    str,
    typer.Option(
        "--key-password-file",
        metavar="FILE",
        help="Of all keys given; else LANDWAITER_KEY_PASSWORD, else it is asked for each.",
    ),
]


def register(app: typer.Typer) -> None:
    bundle = group(app, "bundle", "Reference data that publishers signed, as one file.")
    add_deeds(app, TAKE_BUNDLE, shown=_taken)
    command(bundle, "show")(show)
    command(bundle, "accept")(accept)
    command(bundle, "status")(status)
    command(bundle, "keys")(keys)
    command(bundle, "root")(root)
    command(bundle, "sign")(sign)
    command(bundle, "make")(make)


def _taken(_session: "Session", _said: TakeBundle, found: "BundleIn") -> CommandAnswer:
    return CommandAnswer(found, (*_bundle_lines(found), *found.said))


def show(call: Call, file: Annotated[str, typer.Argument(metavar="FILE")]) -> CommandAnswer:
    """What a bundle holds, or whose keys a root names, verified; nothing is kept.

    Without a casebook a bundle is held against its own first root, to be compared.
    """
    from landwaiter.services.law.bundles import root_in_file, show_bundle

    path = path_of(file)
    if path.suffix == ".json":
        head = root_in_file(path)
        return CommandAnswer(head, _root_lines(head))
    found = show_bundle(call.session() if call.has_casebook() else None, path)
    return CommandAnswer(found, _bundle_lines(found))


def _bundle_lines(found: "BundleIn") -> Iterable[str]:
    said = _("Bundle {version}, made on {made}, fresh until {expires}.")
    if found.expired:
        said = _("Bundle {version}, made on {made}, expired on {expires}.")
    yield said.format(
        version=found.version,
        made=found.made_at.date(),
        expires=found.expires_at.date(),
    )
    yield _("Root {version}, fingerprint {fingerprint}.").format(
        version=found.root_version, fingerprint=found.root_fingerprint
    )
    header = (N_("Pack"), N_("Edition"), N_("Publisher"), N_("Trust"), N_("Is new"))
    yield from table(
        [_(name) for name in header],
        [
            (
                one.pack,
                one.edition,
                one.publisher,
                _(one.trust),
                "" if not found.taken else _("yes") if one.is_new else _("known already"),
            )
            for one in found.packs
        ],
    )


def _root_lines(head: "RootHead") -> Iterable[str]:
    yield _("Root {version}, fingerprint {fingerprint}.").format(
        version=head.version, fingerprint=head.fingerprint
    )
    yield plural(
        len(head.keys),
        "Of {n} key {threshold} sign the next root and the list of publishers:",
        "Of {n} keys {threshold} sign the next root and the list of publishers:",
        threshold=head.threshold,
    )
    yield from (f"  {key}" for key in head.keys)
    yield _("Releases are signed with:")
    yield from (f"  {key}" for key in head.release_keys)


def accept(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="ROOT.json")],
    *,
    fingerprint: Annotated[
        str,
        typer.Option("--fingerprint", metavar="F", help="As the publisher told it on another way."),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")] = "",
) -> CommandAnswer:
    """Let a publisher's root count here: one asks, another runs the same command and agrees."""
    from landwaiter.services.law.bundles import accept_or_second

    asked = accept_or_second(call.session(), AcceptRoot(path_of(file), fingerprint, reason))
    accepted = not asked.waits
    data = {"fingerprint": "".join(fingerprint.split()).casefold(), "accepted": accepted}
    return CommandAnswer(data, (*((_(ACCEPT_ROOT.done),) if accepted else ()), *asked.said))


def status(call: Call) -> CommandAnswer:
    """The accepted root, the newest bundle, its age."""
    from landwaiter.services.law.bundle_status import bundle_status
    from landwaiter.services.law.bundles import root_accepted

    session = call.session()
    found, root = bundle_status(session), root_accepted(session)
    data = {**asdict(found), "sentence": found.sentence, "root": root}
    return CommandAnswer(data, _status_lines(found, root))


def _status_lines(found: "BundleStatus", root: "RootHead | None") -> Iterable[str]:
    yield found.sentence
    if root is not None:
        yield from _root_lines(root)
    if found.by_one:
        yield _("It was accepted by one person: this office has no second one.")


def keys(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    *,
    key_password_file: _KEY_PASSWORD = "",
) -> CommandAnswer:
    """Make a key that signs roots, releases or packs, under a password; needs no casebook."""
    from landwaiter.services.law.bundle_making import make_key

    path = path_of(file)
    made = make_key(path, key_password(path, key_password_file, twice=True))
    text = (
        _("The key lies in {file}, under its password.").format(file=made.private),
        _("Its public part lies in {file}: {key}").format(file=made.public, key=made.figures),
    )
    data = {"file": str(made.private), "public_file": str(made.public), "key": made.figures}
    return CommandAnswer(data, text)


def root(
    call: Call,
    scheme: Annotated[str, typer.Argument(metavar="SCHEME.toml", help="Keys and publishers.")],
    folder: _FOLDER,
    *,
    key: _KEYS = None,
    key_password_file: _KEY_PASSWORD = "",
) -> CommandAnswer:
    """Make a root and its list of publishers, the next one where there is one; no casebook."""
    from landwaiter.services.law.bundle_making import make_root

    signs = _paths(key)
    made = make_root(
        path_of(scheme), path_of(folder), signs, _asking(key_password_file), now=call.clock()()
    )
    return _root_answer(made)


def sign(
    call: Call, folder: _FOLDER, *, key: _KEYS = None, key_password_file: _KEY_PASSWORD = ""
) -> CommandAnswer:
    """Sign the newest root with another key, as its second owner; needs no casebook."""
    from landwaiter.services.law.bundle_making import sign_root

    return _root_answer(sign_root(path_of(folder), _paths(key), _asking(key_password_file)))


def _root_answer(made: "MadeRoot") -> CommandAnswer:
    data = {
        "folder": str(made.folder),
        "version": made.version,
        "signatures": made.signatures,
        "threshold": made.threshold,
        "root": made.head,
    }
    lacks = plural(
        made.threshold,
        "Root {version} in {folder} has {count} of {n} signature.",
        "Root {version} in {folder} has {count} of {n} signatures.",
        version=made.version,
        folder=made.folder,
        count=made.signatures,
    )
    return CommandAnswer(data, (lacks, *(_root_lines(made.head) if made.head else ())))


def make(
    call: Call,
    folder: _FOLDER,
    packs: Annotated[list[str], typer.Argument(metavar="PACK…", help="Folders or zips.")],
    *,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The new bundle.")],
    release: Annotated[
        int, typer.Option("--release", metavar="N", help="Higher than that of every one before.")
    ],
    days: Annotated[
        int, typer.Option("--days", metavar="N", help="For which it is fresh, 35 at most.")
    ] = 35,
    key: _KEYS = None,
    key_password_file: _KEY_PASSWORD = "",
) -> CommandAnswer:
    """Make a bundle of packs, signed by their publishers and as a release; needs no casebook."""
    from landwaiter.services.law.bundle_making import make_bundle

    made = make_bundle(
        path_of(folder),
        [path_of(one) for one in packs],
        path_of(out),
        _paths(key),
        _asking(key_password_file),
        version=release,
        now=call.clock()(),
        days=days,
    )
    text = plural(
        len(made.packs),
        "Bundle {version} of {n} pack lies in {file}; fresh until {day}.",
        "Bundle {version} of {n} packs lies in {file}; fresh until {day}.",
        version=made.version,
        file=made.file,
        day=made.expires.date().isoformat(),
    )
    data = {**asdict(made), "file": str(made.file)}
    return CommandAnswer(data, (text,))


def _paths(named: list[str] | None) -> list[Path]:
    return [path_of(one) for one in named or ()]


def _asking(password_file: str) -> Any:
    return lambda path: key_password(path, password_file, twice=False)
