"""One listing while it is read: values join in any order, and each stands once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from landwaiter.domain.lists.listing import Listing, Paper, Past, Tie
from landwaiter.formats.lists.countries import country_codes
from landwaiter.formats.lists.papers import identifying, imo_in

MOST_VALUES = 5_000
"""Values of one kind; an entry with more is no entry."""


def tidy(text: str | None) -> str:
    """`text` with single blanks and no others; empty for None."""
    return " ".join(text.split()) if text else ""


def joined(parts: Iterable[str | None], by: str = ", ") -> str:
    """The parts that say something, each once."""
    return by.join(dict.fromkeys(filter(None, (tidy(part).strip(",; ") for part in parts))))


@dataclass(slots=True)
class ListEntry:
    """Values of one listing; `listing` makes it."""

    listing_id: str
    schema: str = "LegalEntity"
    names: list[str] = field(default_factory=list)
    """The first is the name, the others are aliases."""
    weak: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    sanctions: list[str] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    dataset: str = ""
    listed_on: str = ""

    def name(self, text: str | None) -> None:
        self._name(self.names, text)

    def weak_alias(self, text: str | None) -> None:
        self._name(self.weak, text)

    def former_name(self, text: str | None) -> None:
        self._name(self.former, text)

    def country(self, text: str | None) -> None:
        """States by code or name; what names none is dropped."""
        self.countries.extend(country_codes(text or ""))

    def address(self, *parts: str | None, country: str | None = None) -> None:
        """An address in its parts; its country joins those of the listing."""
        whole = joined((*parts, country))
        if whole:
            self.addresses.append(whole)
        self.country(country)

    def paper(
        self, kind: str, number: str | None, *, country: str | None = None, note: str | None = None
    ) -> None:
        """An identifier; `kind` is one of ours or the publisher's word."""
        number = tidy(number).strip(" .,;:")
        if kind == "imo":
            number = imo_in(number) or number
        if number and any(map(str.isalnum, number)):
            state = next(iter(country_codes(country or "")), "")
            self.papers.append(Paper(kind, number, state, tidy(note)))

    def was(self, what: str, value: str | None, *, since: str = "", until: str = "") -> None:
        if tidy(value):
            self.past.append(Past(what, tidy(value), since, until))

    def remark(self, text: str | None) -> None:
        if tidy(text):
            self.remarks.append(tidy(text))

    def listing(self) -> Listing:
        names = [*dict.fromkeys((*self.names, *self.former, *self.weak))]
        return Listing(
            listing_id=self.listing_id,
            schema=self.schema,
            name=names[0] if names else "",
            aliases=tuple(names[1:MOST_VALUES]),
            birth_dates=_once(self.born),
            countries=_once(self.countries),
            addresses=_once(self.addresses),
            identifiers=identifying((one.kind, one.number) for one in self.papers),
            programmes=_once(self.programmes),
            sanctions=_once(self.sanctions),
            dataset=self.dataset,
            note="\n".join(dict.fromkeys(self.remarks)),
            listed_on=self.listed_on,
            weak_aliases=tuple(one for one in dict.fromkeys(self.weak) if one not in names[:1]),
            former_names=tuple(one for one in dict.fromkeys(self.former) if one not in names[:1]),
            papers=tuple(dict.fromkeys(self.papers))[:MOST_VALUES],
            past=tuple(dict.fromkeys(self.past))[:MOST_VALUES],
            ties=tuple(dict.fromkeys(self.ties))[:MOST_VALUES],
            birth_places=_once(self.birth_places),
            positions=_once(self.positions),
        )

    def _name(self, names: list[str], text: str | None) -> None:
        name = tidy(text).strip(" ,;")
        if name and any(map(str.isalnum, name)):
            names.append(name)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tidy, values))))[:MOST_VALUES]
