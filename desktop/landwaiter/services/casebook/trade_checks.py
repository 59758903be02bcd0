"""What is checked of the trade store: its seals, and that only two persons erase."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Final

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.trade.erasure_deeds import ERASE_TRADE, SET_TRADE_PERIOD
from landwaiter.i18n import _
from landwaiter.services.casebook import store_check
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.deeds.motion_rows import all_motions
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.trade import (
    erasing,
    erasing_check,
    head_check,
    keeping,
    standings,
    sums_check,
)
from landwaiter.storage.trade.erasing import Erasure

_WHOLE: Final[Sequence[Callable[[Reader], Iterator[str]]]] = (
    head_check.trade_faults,
    head_check.run_faults,
    head_check.word_faults,
    sums_check.sum_faults,
    standings.standing_faults,
    sums_check.party_faults,
    sums_check.secret_faults,
    sums_check.policy_faults,
    sums_check.opened_faults,
    erasing_check.cell_faults,
    erasing_check.erased_faults,
)


def trade_store(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Batches that are not what was sealed, and what went by one person."""
    stopped: BaseException | None = None
    for faults in (_seals, *map(_damage, _WHOLE), _erased_by_two):
        try:
            yield from faults(conn)
        except records.UNREADABLE as error:
            # What stops one check stops none of the others.
            stopped = stopped or error
    if stopped is not None:
        raise stopped


def _damage(faults: Callable[[Reader], Iterator[str]]) -> Callable[[Reader], Iterator[Damage]]:
    def found(conn: Reader) -> Iterator[Damage]:
        yield from map(Damage, faults(conn))

    return found


def _erased_by_two(conn: Reader) -> Iterator[Damage]:
    motions = {motion.id: motion for motion in all_motions(conn, load_registry(conn))}
    kept = set[str]()
    for erasure in erasing.erasures(conn):
        kept.add(erasure.motion_id)
        if why := _why_not(conn, erasure, motions.get(erasure.motion_id)):
            yield Damage(why, _("erasing {number} of the trade store").format(number=erasure.no))
    yield from _periods(conn, motions)
    kept |= {motion_id for _no, motion_id, _said in keeping.periods(conn)}
    for motion in motions.values():
        is_of_store = any(_carries(motion, one.motion) for one in (ERASE_TRADE, SET_TRADE_PERIOD))
        if is_of_store and motion.id not in kept:
            yield Damage(_("What two persons signed is gone."), str(motion.title))


def _seals(conn: Reader) -> Iterator[Damage]:
    for one in store_check.faults(conn):
        named = _("batch {number} of the sift").format(number=one.no)
        if not one.is_sealed:
            yield Damage(_("Its leaves do not give the root that its entry sealed."), named)
        for number in one.changed:
            yield Damage(
                _("Declaration {number} is not what was read and found.").format(number=number),
                named,
            )
        for number in one.missing:
            yield Damage(
                _("Declaration {number} is gone, and no two persons erased it.").format(
                    number=number
                ),
                named,
            )
        yield from (Damage(other.sentence(), named) for other in one.differences)


def _why_not(conn: Reader, erasure: Erasure, motion: Motion | None) -> str:
    if motion is None or not _carries(motion, ERASE_TRADE.motion):
        return _("It was erased, and no second person wanted that.")
    if not _is_as_signed(erasure, motion):
        return _("It is not what two persons signed.")
    numbers = erasing.erased_by(conn, erasure.no)
    is_more = len(numbers) > int(str(motion.facts.get("declarations")))
    is_later = bool(numbers) and numbers[-1] > int(str(motion.facts.get("newest")))
    is_whole = len(numbers) == int(str(motion.facts.get("declarations")))
    if is_more or is_later or (is_whole and _digest(numbers) != motion.facts.get("sha256")):
        return _("It is not what two persons signed.")
    if any(erasing.still_there(conn, erasure.no)):
        return _("Something of it is still there.")
    return ""


def _is_as_signed(erasure: Erasure, motion: Motion) -> bool:
    wanted, facts, second = erasure.wanted, motion.facts, motion.second
    signed = (
        motion.args.get("before"),
        [str(one) for one in motion.args.get("numbers", ())],
        *(facts.get(name) for name in ("newest", "declarations", "sha256")),
        second and second.seconder,
    )
    stands = (
        wanted.before,
        [str(one) for one in wanted.ids],
        str(wanted.newest),
        str(erasure.declarations),
        erasure.sha256,
        erasure.author,
    )
    return signed == stands


def _digest(numbers: tuple[int, ...]) -> str:
    digest = sha256()
    for number in numbers:
        digest.update(b"%d\n" % number)
    return digest.hexdigest()


def _periods(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    for no, motion_id, said in keeping.periods(conn):
        motion = motions.get(motion_id)
        if motion is not None and _carries(motion, SET_TRADE_PERIOD.motion):
            wanted = (str(said.years), said.source)
            if (motion.args.get("years"), motion.args.get("source")) == wanted:
                continue
        yield Damage(
            _("It is not what two persons signed."),
            _("period {number} of the trade store").format(number=no),
        )


def _carries(motion: Motion, deed: str) -> bool:
    return motion.valid and motion.state is MotionState.CARRIED_OUT and motion.deed == deed
