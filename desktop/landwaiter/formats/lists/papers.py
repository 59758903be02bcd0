"""Identifiers: what publishers call them, what we call them, and which tell who somebody is."""

import re
from collections.abc import Iterable, Mapping

IDENTIFYING = frozenset(
    {
        "passport",
        "national_id",
        "tax",
        "registration",
        "imo",
        "mmsi",
        "lei",
        "uscc",
        "inn",
        "ogrn",
        "okpo",
        "swift",
        "duns",
        "aircraft",
        "other_id",
    }
)
"""Kinds of which two equal numbers mean the same person, company or craft."""

_KINDS: tuple[tuple[str, str], ...] = (
    ("passport", r"pass(?:e)?port|pasaporte|travel document|laissez"),
    ("imo", r"\bimo\b|vessel registration identification"),
    ("mmsi", r"\bmmsi\b"),
    ("call_sign", r"call ?sign"),
    ("lei", r"\blei\b|legal entity (?:number|identifier)"),
    ("uscc", r"uscc|unified social credit"),
    ("swift", r"swift|\bbic\b"),
    ("bik", r"\bbik\b"),
    ("kpp", r"\bkpp\b"),
    ("okpo", r"\bokpo\b|government gazette"),
    ("ogrn", r"\bogrn(?:ip)?\b|main state registration|primary state registration"),
    ("inn", r"\binn\b"),
    ("duns", r"d-u-n-s|\bduns\b"),
    (
        "tax",
        r"tax|\bvat\b|v\.a\.t|\bnit\b|r\.f\.c|\brfc\b|\bruc\b|\brif\b|\btin\b|fiscal|\brtn\b"
        r"|afm|\bcuit\b|\bcuil\b|\bcnpj\b|\bcpf\b|\bnif\b",
    ),
    (
        "aircraft",
        r"aircraft (?:tail|construction|manufacturer's serial|mode s|serial)|aircraft_tail",
    ),
    (
        "registration",
        r"regist|company n|business n|enterprise n|commercial reg|trade licen|matricula|folio"
        r"|\bc\.r\. no|chamber of commerce|identification number of the company|company_n"
        r"|organization code|public security and immigration|istanbul chamber|economic register",
    ),
    (
        "national_id",
        r"national (?:id|foreign)|identity card|identification (?:card|number)|id card|cedula"
        r"|c\.u\.r\.p|\bcurp\b|d\.n\.i|\bdni\b|tazkira|personal id|citizen's card|birth cert"
        r"|stateless|\bn\.?i\.?e\b|ssn|social security|voter|driver|residency|kimlik|bosnian"
        r"|numero de identidad|jmbg|afghan",
    ),
)
_COMPILED = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)
_EXACT: Mapping[str, str] = {"id": "national_id", "ssn": "national_id", "regnumber": "registration"}
_IMO = re.compile(r"(?<![0-9])([0-9]{7})(?![0-9])")


def paper_kind(words: str) -> str:
    """Our kind for what a publisher calls an identifier; empty for what is none."""
    plain = words.strip().rstrip(":").lower()
    exact = _EXACT.get(plain)
    if exact:
        return exact
    return next((kind for kind, found in _COMPILED if found.search(plain)), "")


def imo_in(text: str) -> str:
    """`IMO 9187629` → `9187629`; empty where there are no seven figures."""
    found = _IMO.search(text)
    return found[1] if found else ""


def shown_number(kind: str, number: str) -> str:
    """An identifier as it stands among those of a listing: a ship's number says what it is."""
    return f"IMO{number}" if kind == "imo" else number


def identifying(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Of kinds and numbers, those by which somebody can be told, each once."""
    return tuple(
        dict.fromkeys(shown_number(kind, number) for kind, number in pairs if kind in IDENTIFYING)
    )
