"""Reference data, and texts, as two persons let them in: one moves it, another agrees to it."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.law.deeds import ImportPack
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.letters.template_deeds import ProposeTemplate, WithdrawTemplate
from landwaiter.domain.office.deeds import SupplyTexts, WithdrawTexts
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law import official_files, packs
from landwaiter.services.law.keeping import keep_pack
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes

DEEDS = frozenset(
    {
        "import_pack",
        "confirm_list",
        "remove_list",
        "accept_root",
        "supply_texts",
        "withdraw_texts",
        "propose_template",
        "withdraw_template",
    }
)


def agree(second: Session) -> Changes:
    """A second person agrees to all reference data and texts that wait."""
    changes = Changes()
    for row in motions.waiting(second):
        if row.motion.deed in DEEDS:
            changes |= do(second, SecondOpenMotions((row.motion.id,))).changes
    return changes


def pack_by_two(mover: Session, second: Session, path: Path) -> packs.PackImport:
    """A pack taken in by one person and agreed to by another."""
    came = run(mover, ImportPack(path=path))
    return came if came.row else _counting(mover, second, read_pack(path))


def template_by_two(
    mover: Session, second: Session, said: ProposeTemplate | WithdrawTemplate
) -> None:
    """A template of letters proposed or taken away by two persons."""
    run(mover, said)
    agree(second)


def texts_by_two(mover: Session, second: Session, said: SupplyTexts | WithdrawTexts) -> None:
    """Texts of the office supplied or taken away by two persons."""
    run(mover, said)
    agree(second)


def official_by_two(
    mover: Session, second: Session, path: Path, head: official_files.OfficialHead
) -> packs.PackImport:
    """An official file in the same way; its rows must be sound."""
    came = run(mover, ImportPack(path=path, **asdict(head)))
    assert came.came is not None, came.preview.rejected
    said = agree(second).said
    row = next(row for row in packs.editions(mover) if row.id == came.preview.pack)
    return packs.PackImport(row, said)


def _counting(mover: Session, second: Session, pack: Pack) -> packs.PackImport:
    said = agree(second).said
    return packs.PackImport(packs.edition_of(mover, pack.sha256, pack_id=pack.id), said)


def furnish(session: Session, found: Iterable[Pack]) -> int:
    """Editions as if they had come with the program; how many were new."""
    with session.writing("import_packs") as work:
        new = sum(keep_pack(work, pack) for pack in found)
        if not new:
            work.quiet()
    return new
