"""Whose arms a state received, of the trade register that was imported; and publishers' figures
beside it, never mixed with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.relations.relation import checked_states
from landwaiter.domain.relations.share import CountryShare, ShareOrigin
from landwaiter.domain.relations.supplier_shares import (
    METHOD,
    Deal,
    SupplierShare,
    SupplierShares,
    in_percent,
    millions,
    supplier_shares,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, joined, plural
from landwaiter.services.base.wording import shown_country
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.relations.relation_rows import SHARES

REGISTER = "arms_transfers"
_Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArmsShares:
    """The computed shares, the register they are of, and what publishers print of the same."""

    recipient: str
    computed: SupplierShares
    method: str
    source: str
    edition: str
    published: tuple[CountryShare, ...]
    """Standing shares with this state whose period is the same: quoted, computed otherwise."""


@dataclass(frozen=True, slots=True)
class DealCounts:
    """What the trade register in force says of a pair, one direction."""

    supplier: str
    recipient: str
    deals: int
    first: str
    last: str
    """Years of order; empty where no deal has one."""
    source: str
    edition: str


def arms_shares(session: Session, recipient: str, first: int, last: int) -> ArmsShares:
    """Suppliers of a state in whole years; NotFound where no register is in force, or no deal."""
    (code,) = checked_states((recipient,), "recipient")
    if first > last:
        raise Invalid(
            _("The period would end before it begins."),
            field="to",
            value=str(last),
            remedy=_("Give a last year that is not before {first}.").format(first=first),
        )
    with session.reading() as conn:
        pack = _register(session, conn)
        published = SHARES.about(conn, (code,))
    if pack is None:
        raise NotFound(
            _("No trade register of arms transfers is in force."),
            field="register",
            remedy=_("Import the register's file: `pack import`."),
        )
    rows = [row for row in pack.rows if row["recipient_code"] == code]
    if not rows:
        raise NotFound(
            _("The register has no deal of this recipient."),
            field="recipient",
            value=code,
            remedy=_("The register may be an extract: {source} Edition {edition}.").format(
                source=pack.source, edition=pack.edition
            ),
        )
    return _arms(pack, rows, published, _Period(code, first, last))


def arms_beside(
    session: Session, conn: Reader, shares: Iterable[CountryShare]
) -> tuple[ArmsShares, ...]:
    """What the register gives of the periods of publishers' figures: to stand beside them.

    A figure is one of arms where a state that it is about received from another that it is about.
    """
    pack = _register(session, conn)
    quoted = [one for one in shares if one.stands and one.computed_by is ShareOrigin.PUBLISHER]
    found = {}
    for share in quoted if pack else ():
        for code in share.states:
            period = _Period(code, *_years(share))
            rows = [row for row in pack.rows if row["recipient_code"] == code] if pack else []
            computed = supplier_shares(_deals(rows), period.first, period.last)
            others = set(share.states) - {code}
            if pack and others & {one.code for one in computed.shares}:
                about = SHARES.about(conn, (code,))
                found[period] = _arms(pack, rows, about, period)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Period:
    """A recipient, and whole years."""

    recipient: str
    first: int
    last: int


def _years(share: CountryShare) -> tuple[int, int]:
    return int(share.period_from[:4]), int(share.period_to[:4])


def _arms(
    pack: Pack, rows: list[_Row], shares: Iterable[CountryShare], period: _Period
) -> ArmsShares:
    return ArmsShares(
        recipient=period.recipient,
        computed=supplier_shares(_deals(rows), period.first, period.last),
        method=METHOD,
        source=pack.source,
        edition=pack.edition,
        published=tuple(
            one
            for one in shares
            if one.stands
            and one.computed_by is ShareOrigin.PUBLISHER
            and _years(one) == (period.first, period.last)
        ),
    )


def deals_of_pair(session: Session, conn: Reader, states: Iterable[str]) -> tuple[DealCounts, ...]:
    """The register's deals of two states, a row for each direction in which there are any."""
    pack = _register(session, conn)
    if pack is None:
        return ()
    one, other = states
    found = []
    for supplier, recipient in ((one, other), (other, one)):
        wanted = (supplier, recipient)
        rows = [row for row in pack.rows if (row["supplier_code"], row["recipient_code"]) == wanted]
        years = [row["ordered"] for row in rows if row["ordered"]]
        first, last = min(years, default=""), max(years, default="")
        if rows:
            found.append(
                DealCounts(supplier, recipient, len(rows), first, last, pack.source, pack.edition)
            )
    return tuple(found)


def _register(session: Session, conn: Reader) -> Pack | None:
    packs = session.references.packs(conn, session.today()).values()
    return next((pack for pack in packs if pack.kind == REGISTER), None)


def _deals(rows: list[_Row]) -> Iterator[Deal]:
    for row in rows:
        years = tuple(int(year) for year in row["delivery_years"].split(";") if year.strip())
        value = Fraction(row["tiv_delivered"]) if row["tiv_delivered"] else None
        yield Deal(row["supplier"], row["supplier_code"], value, years)


def supplier_row(one: SupplierShare) -> tuple[str, str, str, str, str, int, int]:
    """The cells of a supplier's line, in the order of the facts."""
    shares = (one.share, one.lower, one.upper)
    name = f"{one.supplier} ({one.code})" if one.code else one.supplier
    value, share, lower, upper = (
        str(millions(one.value)),
        *(str(in_percent(part)) for part in shares),
    )
    return name, value, share, lower, upper, one.deals, one.straddling


def published_beside(found: ArmsShares, one: SupplierShare) -> str:
    """What publishers print of this supplier and period; empty: nothing is on file."""
    return joined(
        "; ",
        (
            _("{share}, edition {edition}").format(share=share.said, edition=share.edition)
            for share in found.published
            if one.code and one.code in share.states
        ),
    )


def beside_said(found: ArmsShares, codes: Iterable[str]) -> Iterator[str]:
    """Ours for each of these suppliers with its range, and what publishers print: two figures."""
    for one in found.computed.shares:
        if one.code not in codes:
            continue
        yield plural(
            one.deals,
            (
                "{supplier} to {recipient}, {first} to {last}, computed by the program {method}: "
                "{share} %, range {lower} to {upper} %, {straddling} of {n} deal straddles "
                "(edition {edition} of the register)."
            ),
            (
                "{supplier} to {recipient}, {first} to {last}, computed by the program {method}: "
                "{share} %, range {lower} to {upper} %, {straddling} of {n} deals straddle "
                "(edition {edition} of the register)."
            ),
            supplier=shown_country(one.code),
            recipient=shown_country(found.recipient),
            first=found.computed.first,
            last=found.computed.last,
            method=_(found.method),
            share=in_percent(one.share),
            lower=in_percent(one.lower),
            upper=in_percent(one.upper),
            straddling=one.straddling,
            edition=found.edition,
        )
        if printed := published_beside(found, one):
            yield _("Beside it, and never mixed with it: {printed}.").format(printed=printed)


def arms_said(found: ArmsShares) -> Iterator[str]:
    """What the shares are of, and what the register leaves open: they are not read without it."""
    computed = found.computed
    yield plural(
        computed.deals,
        (
            "Arms delivered to {country}, {first} to {last}: {total} million TIV in {n} deal, "
            "{method}."
        ),
        (
            "Arms delivered to {country}, {first} to {last}: {total} million TIV in {n} deals, "
            "{method}."
        ),
        country=shown_country(found.recipient),
        first=computed.first,
        last=computed.last,
        total=millions(computed.total),
        method=_(found.method),
    )
    yield plural(
        computed.straddling,
        (
            "{n} of them straddles the period, and the register gives one value for a whole deal: "
            "so each share has a range. Computed by the program; publishers, who know deliveries "
            "by year, print other figures."
        ),
        (
            "{n} of them straddle the period, and the register gives one value for a whole deal: "
            "so each share has a range. Computed by the program; publishers, who know deliveries "
            "by year, print other figures."
        ),
    )
    if computed.unvalued:
        yield plural(
            computed.unvalued,
            "Of {n} deal the register gives no value: it is left out.",
            "Of {n} deals the register gives no value: they are left out.",
        )
    if not computed.shares:
        yield _("Nothing with a value was delivered in the period.")
    yield _("Source: {source} Edition {edition}.").format(
        source=found.source, edition=found.edition
    )
