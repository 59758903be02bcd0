"""The declarations of the sample office as files: AES and WCO messages, and CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from landwaiter.domain.base.identifiers import iso6346_digit
from landwaiter.services.demo.place import write
from landwaiter.services.demo.timetable import Timetable

OFFICE_OF_EXPORT = "PL302010"
DECLARANT = "PL999000099000000"
EXPORT = "EX"
"""The type of a declaration whose row states none."""
Values = Mapping[str, str]

CSV_COLUMNS = (
    *("mrn", "lrn", "accepted", "type", "additional_type", "office_export", "office_exit"),
    *("country_export", "country_destination", "country_routing", "exporter_name", "exporter_eori"),
    *("exporter_country", "declarant_eori", "consignee_name", "consignee_country"),
    *("consignee_address", "consignee_city", "delivery_place", "transport_mode"),
    *("transport_id_type", "transport_id", "transport_name", "item_no", "cn8", "description"),
    *("net_mass_kg", "gross_mass_kg", "value_eur", "docs", "licence_ref"),
)


@dataclass(frozen=True, slots=True)
class SampleDeclaration:
    """One declaration: what the whole of it states, and its items."""

    head: Values
    items: tuple[Values, ...]

    def changed(self, change: Values) -> "SampleDeclaration":
        return SampleDeclaration({**self.head, **change}, self.items)


@dataclass(frozen=True, slots=True)
class Forms:
    """Writes declarations into the forms of `resources/samples/demo`."""

    folder: Traversable
    timetable: Timetable
    _texts: dict[str, Template] = field(default_factory=dict)

    def declared(self, rows: tuple[Values, ...], number: int) -> SampleDeclaration:
        """The declaration of some rows, numbered and accepted at their time."""
        first = rows[0]
        accepted = self.timetable.instant(f"{first['day']} {first['time']}")
        local = accepted.astimezone(self.timetable.zone)
        return SampleDeclaration(
            {
                **first,
                **_numbers(local, number),
                **_moments(local),
                "type": first["type"] or EXPORT,
            },
            tuple({**row, **_parts_of_code(row["cn8"])} for row in rows),
        )

    def invalidation(self, declared: SampleDeclaration, reason: str, at: datetime) -> str:
        """The message that asks to invalidate a declaration."""
        return self._filled("cc514c.xml", {**declared.head, "reason": reason, "now": _iso(at)})

    def message(self, form: str, declared: SampleDeclaration) -> str:
        """One declaration as XML in the form `cc515c` or `wco`."""
        items = (
            self._filled(f"{form}_item.xml", item, documents=_documents(form, item["docs"]))
            for item in declared.items
        )
        routing = _routing(declared.head["country_routing"])
        return self._filled(f"{form}.xml", declared.head, items="".join(items), routing=routing)

    def _filled(self, name: str, values: Values, **ready: str) -> str:
        """The form with escaped `values`; `ready` is XML already."""
        if name not in self._texts:
            self._texts[name] = Template((self.folder / name).read_text(encoding="utf-8"))
        escaped = {key: escape(value, quote=False) for key, value in values.items()}
        return self._texts[name].substitute(escaped | ready)


def _numbers(local: datetime, number: int) -> Values:
    """MRN with its check digit, and the LRN; no number of a real declaration has this form."""
    body = f"{local:%y}PL302010E1A{number:04d}"
    return {
        "mrn": f"{body}{iso6346_digit(body)}",
        "lrn": f"SAMPLE-{local:%Y}-{number:04d}",
        "office_export": OFFICE_OF_EXPORT,
        "declarant_eori": DECLARANT,
        "additional_type": "A",
    }


def _moments(local: datetime) -> Values:
    return {"accepted": _iso(local), "accepted_304": f"{local:%Y%m%d%H%M%S%z}"[:-2]}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _parts_of_code(cn8: str) -> Values:
    return {"hs6": cn8[:6], "cn_end": cn8[6:]}


def _routing(countries: str) -> str:
    return "".join(
        f"<CountryOfRoutingOfConsignment><sequenceNumber>{number}</sequenceNumber>"
        f"<country>{country}</country></CountryOfRoutingOfConsignment>"
        for number, country in enumerate(countries.split("|"), start=1)
    )


_DOCUMENTS: Mapping[str, Template] = {
    "cc515c": Template(
        "<SupportingDocument><type>${code}</type><referenceNumber>${ref}</referenceNumber>"
        "</SupportingDocument>"
    ),
    "wco": Template(
        "<AdditionalDocument><CategoryCode>${first}</CategoryCode><TypeCode>${rest}</TypeCode>"
        "<ID>${ref}</ID></AdditionalDocument>"
    ),
}


def _documents(form: str, docs: str) -> str:
    written = []
    for document in filter(None, docs.split("|")):
        code, _colon, ref = document.partition(":")
        parts = {"code": code, "first": code[:1], "rest": code[1:], "ref": ref}
        written.append(_DOCUMENTS[form].substitute(parts))
    return "".join(written)


def as_csv(declarations: Iterable[SampleDeclaration]) -> str:
    """Some declarations in one table, one row a goods item."""
    text = io.StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for declared in declarations:
        for item in declared.items:
            stated = {name: value for name, value in declared.head.items() if value}
            writer.writerow({**item, **{k: v for k, v in stated.items() if k not in _OF_AN_ITEM}})
    return text.getvalue()


_OF_AN_ITEM = frozenset(CSV_COLUMNS[CSV_COLUMNS.index("item_no") :])


def _one_by_one(form: str) -> "FormWriter":
    def written(forms: Forms, batch: Mapping[str, SampleDeclaration], folder: Path) -> list[Path]:
        return [
            write(folder / f"{declared.head['lrn']}.xml", forms.message(form, declared))
            for declared in batch.values()
        ]

    return written


def _together(forms: Forms, batch: Mapping[str, SampleDeclaration], folder: Path) -> list[Path]:
    first = next(iter(batch.values())).head["lrn"]
    return [write(folder / f"{first}.csv", as_csv(batch.values()))]


FormWriter = Callable[[Forms, Mapping[str, SampleDeclaration], Path], list[Path]]
WRITERS: Mapping[str, FormWriter] = {
    "aes": _one_by_one("cc515c"),
    "wco": _one_by_one("wco"),
    "csv": _together,
}
"""How the declarations of one moment become files."""
