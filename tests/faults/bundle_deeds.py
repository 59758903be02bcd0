"""Deeds on reference data that two persons let in: packs, lists, roots and bundles."""

from pathlib import Path

from tests.faults.deed import Deed, command
from tests.faults.office_deeds import motion
from tests.published import PASSWORD, Published, a_signed_pack, made_keys, published
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, REVIEWER, Office, write_list

from landwaiter.domain.law.deeds import AcceptRoot
from landwaiter.services.law.bundles import accept_or_second, root_in_file


def _folder(office: Office) -> Path:
    return office.path.parent


def _a_publisher(office: Office) -> None:
    published(_folder(office) / "out", NOW)
    a_signed_pack(_folder(office))


def _a_bundle(office: Office) -> None:
    folder = _folder(office)
    made = Published(folder / "out" / "publisher", NOW).bundle(folder / "eu_extra-2026")
    made.rename(folder / "bundle.zip")


def _accept(office: Office) -> None:
    root = _folder(office) / "out" / "publisher" / "1.root.json"
    for who in (HEAD, ADMIN):
        accept_or_second(
            office.session(who), AcceptRoot(file=root, fingerprint=root_in_file(root).fingerprint)
        )


def _accepting(office: Office) -> None:
    root = _folder(office) / "out" / "publisher" / "1.root.json"
    told = root_in_file(root).fingerprint
    command("bundle", "accept", str(root), "--fingerprint", told, who=HEAD)(office)


def _a_list(office: Office) -> None:
    write_list(_folder(office) / "more.csv", "Quiet Harbour School")
    command("list", "import", "~/more.csv", "--list-id", "more")(office)


_KEYS = tuple(
    word for name in ("eu", "own", "release") for word in ("--key", str(made_keys() / name))
)
TAKE = command("bundle", "take", "~/bundle.zip")
A_BUNDLE_TAKEN = (_a_publisher, _a_bundle, _accept, TAKE)
BUNDLE_DEEDS: tuple[Deed, ...] = (
    Deed("bundle accept", _accepting, before=(_a_publisher,)),
    Deed("a root accepted", motion("second", who=ADMIN), before=(_a_publisher, _accepting)),
    Deed(
        "bundle take",
        TAKE,
        before=(_a_publisher, _a_bundle, _accept),
    ),
    Deed(
        "bundle make",
        command(
            *("bundle", "make", "~/out/publisher", "~/eu_extra-2026", "--out", "~/made.zip"),
            *("--release", "1", *_KEYS),
            KEY_PASSWORD=PASSWORD,
        ),
        before=(_a_publisher,),
        files=("made.zip",),
    ),
    Deed(
        "a pack seconded",
        motion("second", who=REVIEWER),
        before=(_a_publisher, command("pack", "import", "~/eu_extra-2026")),
    ),
    Deed("a list confirmed", motion("second", who=REVIEWER), before=(_a_list,)),
    Deed(
        "a list declined",
        motion("decline", "--reason", "it is an older one", who=REVIEWER),
        before=(_a_list,),
    ),
    Deed(
        "a removal of a list seconded",
        motion("second", who=REVIEWER),
        before=(command("list", "remove", "watched", who=ANALYST),),
    ),
)
