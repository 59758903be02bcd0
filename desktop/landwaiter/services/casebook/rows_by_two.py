"""What holds only because two persons wanted it: each row has a motion that carries it.

The triggers refuse such a row without its motion. This asks the signatures once more, for a
casebook whose triggers somebody had lifted.
"""

from collections.abc import Iterator, Mapping

from landwaiter.domain.cases.four_eyes import PREFIX
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.law.pack import Trust, WarrantOrigin
from landwaiter.domain.listings.deeds import APPROVE
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.domain.reports.finds import SHORTEST_ID
from landwaiter.i18n import _
from landwaiter.services.listings.proposals import rows_now, rows_of
from landwaiter.services.office.templates_by_two import templates_of_two
from landwaiter.services.office.texts_by_two import texts_of_two
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.reference import pack_heads
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.deeds.motion_rows import all_motions
from landwaiter.storage.evidence.evidence_rows import wipes
from landwaiter.storage.law import bundles
from landwaiter.storage.listings.listing_rows import approvals, object_of, record_of
from landwaiter.storage.lists.list_editions import kept_lists
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.reports import consent_rows, find_rows, gist_rows, order_rows, told_rows
from landwaiter.storage.retention.removal_rows import is_removed


def by_one(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """What took effect by one person alone, though it takes two."""
    motions = all_motions(conn, load_registry(conn))
    yield from _wipes(conn, {motion.id: motion for motion in motions})
    yield from _settings(conn, motions)
    yield from _packs(conn, {motion.id: motion for motion in motions})
    yield from _lists(conn, motions)
    yield from _bundles(conn)
    yield from _listings(conn, {motion.id: motion for motion in motions})
    yield from _texts(conn)
    yield from _templates(conn)
    yield from _finds(conn, {motion.id: motion for motion in motions})
    yield from _consents(conn)
    yield from _orders(conn, {motion.id: motion for motion in motions})
    yield from _gists(conn, {motion.id: motion for motion in motions})
    yield from _told(conn)


def _finds(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    """Words released that two persons did not release, and judgements that nobody signed so."""
    for row in find_rows.releases_of(conn):
        if not find_rows.carries_release(motions.get(str(row["motion_id"])), row):
            yield Damage(
                _("It counts as another thing than a source, and no second person wanted that."),
                *_find_named(conn, row),
            )
    for row in find_rows.judgements_of(conn):
        if why_not := find_rows.judgement_fault(conn, row):
            yield Damage(why_not, *_find_named(conn, row))


def _consents(conn: Reader) -> Iterator[Damage]:
    """Consents of owners that are not as somebody recorded and signed them."""
    for row in consent_rows.consent_rows(conn):
        if why_not := consent_rows.consent_fault(conn, row):
            reference = reference_of(conn, str(row["case_id"]))
            named = _("consent {number} of {reference}").format(
                number=str(row["no"]), reference=reference
            )
            yield Damage(why_not, named, reference)


def _orders(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    """Orders of a court that are not what two persons signed, nor the one of an office of one."""
    for case_id in order_rows.cases_with_orders(conn):
        for one in order_rows.orders_of(conn, case_id):
            if not order_rows.carries_order(motions.get(one.motion_id), one, case_id):
                reference = reference_of(conn, case_id)
                named = _("order of a court {number} of {reference}").format(
                    number=one.label, reference=reference
                )
                yield Damage(_("It is not what two persons signed."), named, reference)


def _gists(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    """Gists that are not what two persons signed."""
    for case_id in gist_rows.cases_with_gists(conn):
        for one in gist_rows.gists_of(conn, case_id):
            if not gist_rows.carries_gist(motions.get(one.motion_id), one, case_id):
                reference = reference_of(conn, case_id)
                named = _("gist {number} of {reference}").format(
                    number=one.label, reference=reference
                )
                yield Damage(_("It is not what two persons signed."), named, reference)


def _told(conn: Reader) -> Iterator[Damage]:
    """Rows on gists, orders, consents and finds that the trail tells of and that are gone, and ends
    of gists and orders that nobody is said to have wanted."""
    for case_id in told_rows.cases_told_of(conn):
        if is_removed(conn, case_id):
            continue
        reference = reference_of(conn, case_id)
        for one in told_rows.rows_missing(conn, case_id):
            yield Damage(_(told_rows.MISSING[one.kind]), reference, reference)
        for _end in told_rows.ends_untold(conn, case_id):
            text = _("A gist or an order of a court stands as withdrawn, and nobody withdrew it.")
            yield Damage(text, reference, reference)


def _find_named(conn: Reader, row: Mapping[str, object]) -> tuple[str, str]:
    reference = reference_of(conn, str(row["case_id"]))
    find = str(row["digest"])[:SHORTEST_ID]
    return _("find {find} of {reference}").format(find=find, reference=reference), reference


def _templates(conn: Reader) -> Iterator[Damage]:
    """Templates of letters that two persons did not sign, or that stand there no more."""
    for kind, language in templates_of_two(conn, load_registry(conn)).fallen:
        named = _("template of letters, {kind} {language}").format(kind=kind, language=language)
        yield Damage(_("Its rows are not those that two persons signed."), named)


def _texts(conn: Reader) -> Iterator[Damage]:
    """Texts of the office that two persons did not sign, or that stand there no more."""
    for language in texts_of_two(conn, load_registry(conn)).fallen:
        named = _("texts of the office, {language}").format(language=language)
        yield Damage(_("Its rows are not those that two persons signed."), named)


def _listings(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    """Proposals that stand as approved, and rows that came after a second person had read them."""
    registry = load_registry(conn)
    for row in approvals(conn):
        about, motion = object_of(row["proposal_id"]), motions.get(row["motion_id"])
        named = _("proposal for a listing {id}").format(id=row["proposal_id"])
        if not _carries(motion, APPROVE, about) or motion is None:
            yield Damage(_("It stands as approved, and no second person wanted that."), named)
            continue
        record = record_of(conn, registry, row["proposal_id"])
        signed = record.signed_content if record else None
        if record is None or signed is None or tuple(rows_now(record)) != rows_of(signed):
            yield Damage(_("Its rows are not those that two persons signed."), named)


def _wipes(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    for row in wipes(conn):
        about = f"case/{row['case_id']}/evidence/{row['id']}"
        if not _carries(motions.get(row["motion_id"]), "wipe_evidence", about):
            yield Damage(
                _("It was wiped, and no second person wanted that."),
                _("evidence {number} of {reference}").format(
                    number=row["no"], reference=row["reference"]
                ),
                row["reference"],
            )


def _settings(conn: Reader, motions: tuple[Motion, ...]) -> Iterator[Damage]:
    for name, value in settings_with(conn, PREFIX).items():
        about = f"setting/{PREFIX}{name}"
        carried = [motion for motion in motions if _carries(motion, "set_policy", about)]
        if not carried or carried[-1].args.get("value") != value:
            yield Damage(
                _("Its value {value} is not what two persons wanted.").format(value=value),
                _("table of four eyes, {name}").format(name=name),
            )


def _packs(conn: Reader, motions: dict[str, Motion]) -> Iterator[Damage]:
    """Editions that neither two persons nor a publisher's signature let in."""
    for head in pack_heads(conn):
        named = _("pack {pack}, edition {edition}").format(pack=head["id"], edition=head["edition"])
        if head["trust"] == Trust.OFFICIAL and head["origin"] != WarrantOrigin.BUNDLE:
            yield Damage(_("It stands as official, and no publisher signed it."), named)
        if head["origin"] != WarrantOrigin.MOTION:
            continue
        motion = motions.get(head["origin_id"])
        is_this = motion is not None and motion.args.get("edition_sha256") == head["sha256"]
        if not is_this or not _carries(motion, "import_pack", f"pack/{head['id']}"):
            yield Damage(_("It judges cases, and no second person wanted that."), named)


def _bundles(conn: Reader) -> Iterator[Damage]:
    """Roots that two persons did not accept, and packs of bundles that nobody signed so."""
    roots, taken = bundles.roots(conn), bundles.bundles(conn)
    if not roots and not taken:
        return
    # TUF is loaded where there is a bundle, and not with every check.
    from landwaiter.services.law.bundle_check import faults_of_bundles  # noqa: PLC0415

    yield from faults_of_bundles(conn, roots, taken)


def _lists(conn: Reader, motions: tuple[Motion, ...]) -> Iterator[Damage]:
    """Editions of lists that one person took out alone."""
    for kept in kept_lists(conn):
        one = kept.edition
        if kept.removed and not any(_takes_out(motion, one) for motion in motions):
            named = _("list {list}, edition {edition}").format(
                list=one.list_id, edition=one.edition
            )
            yield Damage(_("It was removed, and no second person wanted that."), named)


def _takes_out(motion: Motion, edition: ListEdition) -> bool:
    about = f"list/{edition.list_id}"
    if _carries(motion, "remove_list", about):
        return True
    is_asked = (motion.deed, motion.object) == ("confirm_list", about)
    is_this = motion.args.get("edition_sha256") == edition.sha256
    is_declined = motion.state is MotionState.DECLINED and motion.ended_by != motion.author
    return is_asked and is_this and is_declined and not motion.unsound


def _carries(motion: Motion | None, deed: str, about: str) -> bool:
    return (
        motion is not None
        and motion.valid
        and motion.state is MotionState.CARRIED_OUT
        and (motion.deed, motion.object) == (deed, about)
    )
