"""What the columns of a stranger's table may be: proposed by their names and by their content."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from stdnum import imo, lei
from stdnum.cn import uscc

from landwaiter.domain.lists.column_mapping import (
    DELIMITERS,
    NAMING,
    ColumnMapping,
    ColumnProposal,
)
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.formats.base.encodings import likely_encoding, telling_words
from landwaiter.formats.lists.countries import country_codes, foreign_code
from landwaiter.formats.lists.dates import dates_in
from landwaiter.formats.lists.part import UTF8, ListPart
from landwaiter.formats.lists.plain import KINDS
from landwaiter.i18n import _

_LOOKED_AT = 200
"""Rows by whose cells a column is told."""
_MOST_SHOWN = 8
_ENOUGH = 0.7
_DEEPEST_HEADER = 15

_WORDS: Mapping[str, str] = {
    "id": "id|nr|no|number|entry id|unique id|uid|reference|ref|reference number|group id|lfd nr"
    "|record id|list number",
    "name": "name|full name|entity name|names|company|company name|firm|bezeichnung|nom|nombre"
    "|nazwa|naam|denominazione|entity|organisation|organization|vessel name|ship name|name latin"
    "|наименование|название|имя|фио|名称|姓名|公司名称",
    "first_name": "first name|given name|given names|forename|vorname|prenom|imie|имя отчество"
    "|first names|firstname",
    "last_name": "last name|surname|family name|nachname|nom de famille|nazwisko|lastname|фамилия",
    "original_name": "original name|name original script|native name|name non latin script"
    "|chinese name|name in chinese|russian name|cyrillic name|arabic name|local name|中文名称",
    "aliases": "alias|aliases|aka|a k a|also known as|other names|alternative names|alt names"
    "|alternative name|weitere namen|псевдоним|псевдонимы|别名|trading name|synonyms",
    "weak_aliases": "weak alias|weak aliases|low quality alias|weak aka",
    "former_names": "former name|former names|previous name|previous names|fka|f k a|ex name"
    "|formerly|frühere namen|ancien nom",
    "kind": "kind|type|entity type|category|typ|schema|group type|subject type|sdn type|тип|类型",
    "country": "country|countries|nationality|citizenship|country code|land|staat|pays|kraj|страна"
    "|state|iso|iso2|国家|jurisdiction|nationalities|staatsangehörigkeit",
    "born": "born|date of birth|dob|birth date|birthdate|geburtsdatum|date de naissance"
    "|data urodzenia|дата рождения|出生日期|year of birth",
    "birth_place": "place of birth|pob|birthplace|birth place|geburtsort|lieu de naissance"
    "|место рождения|town of birth|country of birth",
    "address": "address|addresses|street|city|postcode|post code|zip|postal code|adresse|anschrift"
    "|adres|ort|адрес|地址|location|town|residence|province|region",
    "passport": "passport|passport no|passport number|reisepass|паспорт|护照",
    "national_id": "national id|identity card|id card|national identification number|id number"
    "|personal id|ausweis|pesel",
    "registration": "registration|registration number|reg no|company number|registration no"
    "|registry number|handelsregister|krs|siren|ogrn|огрн|business number|registernummer",
    "tax": "tax|tax id|tax number|tin|vat|vat number|inn|инн|nip|steuernummer|ust idnr",
    "identifier": "identifier|identifiers|identification|document|document number",
    "imo": "imo|imo number|imo no",
    "mmsi": "mmsi",
    "lei": "lei|legal entity identifier",
    "uscc": "uscc|unified social credit code|统一社会信用代码",
    "flag": "flag|vessel flag|flag state|flagge|pavillon|флаг",
    "owner": "owner|registered owner|vessel owner|eigentümer|beneficial owner|parent|владелец",
    "position": "position|title|function|rank|role|funktion|beruf|occupation|должность|job title",
    "programme": "programme|program|programs|regime|list|act|legal basis|regulation|sanction"
    "|sanctions|measure|basis",
    "listed_on": "listed on|listing date|date listed|date of listing|start date|effective date"
    "|designation date|added|date added|aufgenommen am|дата включения",
    "note": "note|notes|reason|reasons|remark|remarks|comment|comments|other information"
    "|statement of reasons|begründung|bemerkung|motifs|uzasadnienie|основание|备注|description",
}
_FIELD_OF: Mapping[str, str] = {
    word: field for field, words in _WORDS.items() for word in words.split("|")
}
_GROWN = "2008"
"""Nobody born later is likely to be on a list."""
_SIGNS = re.compile(r"[\W_]+")
_IDENTITY = re.compile(r"[A-Z]{0,4}[0-9]{5,16}[A-Z]{0,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table as far as it was looked at."""

    file: str
    mapping: ColumnMapping
    columns: tuple[ColumnProposal, ...]
    rows: int
    """Rows looked at."""
    words: tuple[str, ...]
    """Words of the file by which a person sees whether its encoding is right."""


def look_at(part: ListPart, encoding: str = "") -> TableLook:
    """The columns of a file with what each may be; Invalid where it is no table.

    Its encoding is the one that was said, else the likely one.
    """
    encoding = encoding or (UTF8 if part.grid else likely_encoding(part.sample()))
    delimiter = _delimiter(part, encoding)
    rows = list(
        islice(part.rows(delimiter=delimiter, encoding=encoding, is_ended=False), _LOOKED_AT)
    )
    at = _header_at(rows)
    if at is None:
        raise Invalid(
            _("The file is no table with a header and rows."),
            file=part.file,
            row=1,
            remedy=_("Give a CSV file or an Excel workbook with a row that names the columns."),
        )
    number, header = rows[at]
    body = [cells for _number, cells in rows[at + 1 :]]
    columns = _proposals(header, body)
    fields: dict[str, tuple[str, ...]] = {}
    for one in columns:
        if one.field:
            fields[one.field] = (*fields.get(one.field, ()), one.column)
    sheet = part.grid.name if part.grid else ""
    mapping = ColumnMapping(
        fields,
        separator=_separator(columns),
        header_row=number,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
    )
    words = () if part.grid else telling_words("\n".join(" ".join(cells) for _at, cells in rows))
    return TableLook(part.file, mapping, columns, len(body), words)


def _delimiter(part: ListPart, encoding: str) -> str:
    """The one that parts most rows into equally many cells, and those into most."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            rows = [
                len(cells)
                for _at, cells in islice(
                    part.rows(delimiter=delimiter, encoding=encoding, is_ended=False), 40
                )
            ]
        except Invalid:
            return 0, 0
        widths = Counter(width for width in rows if width > 1)
        width, times = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return times, width

    return max(DELIMITERS, key=score)


def _header_at(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The first row that is as wide as the rows below and has words where they have values."""
    if len(rows) < 2:
        return None
    width = max(_filled(cells) for _number, cells in rows)
    for at, (_number, cells) in enumerate(rows[:_DEEPEST_HEADER]):
        named = [cell for cell in cells if cell.strip() and not cell.strip().isdigit()]
        if 2 * len(named) > width and len(set(named)) == len(named):
            return at if at + 1 < len(rows) else None
    return None


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _proposals(header: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[ColumnProposal, ...]:
    found = []
    for at, column in enumerate(header):
        if not column.strip():
            continue
        values = [cells[at].strip() for cells in body if at < len(cells) and cells[at].strip()]
        field, why = _by_name(column)
        if not field:
            field, why = _by_content(values)
        samples = tuple(dict.fromkeys(value[:80] for value in values))[:_MOST_SHOWN]
        found.append(ColumnProposal(column.strip(), field, why, samples, len(values)))
    return _with_a_name(found)


def _by_name(column: str) -> tuple[str, str]:
    words = " ".join(_SIGNS.sub(" ", plain_name(column)).split())
    exact = _FIELD_OF.get(words)
    if exact:
        return exact, _("its name says so")
    bare = re.sub(r"(?: ?[0-9]+)+$", "", words)
    numbered = _FIELD_OF.get(bare)
    if numbered:
        return numbered, _("its name says so, with a number")
    inside = [word for word in _FIELD_OF if len(word) > 4 and f" {word} " in f" {words} "]
    if inside:
        return _FIELD_OF[max(inside, key=len)], _("its name holds the word")
    return "", ""


def _by_content(values: Sequence[str]) -> tuple[str, str]:
    if not values:
        return "", ""
    for field, (fits, why) in _TESTS.items():
        share = sum(map(fits, values)) / len(values)
        if share >= _ENOUGH:
            return field, why().format(share=round(100 * share))
    return "", ""


def _is_birth(text: str) -> bool:
    """A date long enough ago: those of today are of listings and changes."""
    return len(text) < 40 and any(date < _GROWN for date in dates_in(text))


def _is_country(text: str) -> bool:
    return len(text) < 60 and bool(country_codes(text) or foreign_code(text))


_TESTS: Mapping[str, tuple[Callable[[str], bool], Callable[[], str]]] = {
    "lei": (lei.is_valid, lambda: _("{share} % of its cells are LEIs")),
    "uscc": (uscc.is_valid, lambda: _("{share} % of its cells are social credit codes")),
    "imo": (imo.is_valid, lambda: _("{share} % of its cells are IMO numbers")),
    "kind": (
        lambda text: text.lower() in KINDS,
        lambda: _("{share} % of its cells are kinds of parties"),
    ),
    "country": (_is_country, lambda: _("{share} % of its cells are countries")),
    "born": (_is_birth, lambda: _("{share} % of its cells are dates of a lifetime ago")),
    "identifier": (
        lambda text: _IDENTITY.fullmatch(text) is not None,
        lambda: _("{share} % of its cells are numbers"),
    ),
}


def _with_a_name(found: list[ColumnProposal]) -> tuple[ColumnProposal, ...]:
    """Where no column is called a name, the one with most words in different cells is it."""
    if any(one.field in NAMING for one in found):
        return tuple(found)
    free = [one for one in found if not one.field and one.samples]
    if not free:
        return tuple(found)
    best = max(free, key=lambda one: (len(one.samples), one.filled, sum(map(_words, one.samples))))
    why = _("its cells are words, and differ")
    return tuple(
        ColumnProposal(one.column, "name", why, one.samples, one.filled) if one is best else one
        for one in found
    )


def _words(text: str) -> int:
    return sum(word.isalpha() for word in text.split())


def _separator(columns: Sequence[ColumnProposal]) -> str:
    counted = Counter(
        sign
        for one in columns
        if one.field in ("aliases", "country", "name", "born")
        for sample in one.samples
        for sign in (";", "|")
        if sign in sample
    )
    return counted.most_common(1)[0][0] if counted else ";"
