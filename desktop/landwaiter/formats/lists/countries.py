"""States as lists name them (in English words, as nationalities) and their ISO 3166-1 codes."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

_NO_STATES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN"}) | {
    "XA",
    "XB",
    "ZZ",
}
_ROUND = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^a-z ]+")
_PARTS = re.compile(r";|,|/|\.\s|\b(?:and|or)\b|\(?\b[a-z0-9]\)", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:former(?:ly)?|allegedly|assumed|possibly|presumably|of|the|nationality|citizen)\s+)+"
)
_TRAILING = re.compile(r"\s+(?:since|by birth|until|passport|nationality|citizenship)\b.*")
_FOREIGN = str.maketrans("áàâãäåçéèêëíìîïñóòôõöøúùûüý", "aaaaaaceeeeiiiinoooooouuuuy")

_LANGUAGES = (
    "bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv ru uk zh ar tr fa ja ko"
)
_NAMES: Mapping[str, str] = {
    "AE": "uae|emirati|united arab emirates (uae)",
    "AF": "afghan|afgan|islamic emirate of afghanistan",
    "AL": "albanian",
    "AM": "armenian",
    "AO": "angolan",
    "AR": "argentine|argentinian",
    "AT": "austrian",
    "AU": "australian",
    "AZ": "azerbaijani|azeri",
    "BA": "bosnian|bosnia|bosnia herzegovina",
    "BB": "barbadian",
    "BD": "bangladeshi",
    "BE": "belgian",
    "BF": "burkinabe",
    "BG": "bulgarian",
    "BH": "bahraini",
    "BI": "burundian",
    "BJ": "beninese",
    "BN": "brunei darussalam|bruneian",
    "BO": "bolivian|plurinational state of bolivia",
    "BR": "brazilian",
    "BS": "bahamian|the bahamas|commonwealth of the bahamas",
    "BW": "botswanan|motswana",
    "BY": "belarusian|belarussian|republic of belarus|byelorussia",
    "BZ": "belizean",
    "CA": "canadian",
    "CD": "democratic republic of the congo|democratic republic of congo|drc|congo dr|"
    "dr congo|zaire|congo democratic republic of the|congolese drc|congo kinshasa",
    "CF": "central african|car",
    "CG": "congo|republic of the congo|republic of congo|congo brazzaville",
    "CH": "swiss",
    "CI": "ivory coast|cote d ivoire|cote divoire|ivorian",
    "CL": "chilean",
    "CM": "cameroonian",
    "CN": "chinese|prc|peoples republic of china|mainland china|china mainland|p r china|pr china",
    "CO": "colombian",
    "CR": "costa rican",
    "CU": "cuban",
    "CV": "cabo verde",
    "CY": "cypriot",
    "CZ": "czech republic|czech",
    "DE": "german|federal republic of germany",
    "DJ": "djiboutian",
    "DK": "danish",
    "DO": "dominican",
    "DZ": "algerian",
    "EC": "ecuadorian|ecuadorean",
    "EE": "estonian",
    "EG": "egyptian|arab republic of egypt",
    "ER": "eritrean",
    "ES": "spanish",
    "ET": "ethiopian",
    "FI": "finnish",
    "FM": "federated states of micronesia",
    "FR": "french",
    "GB": "uk|great britain|british|england|scotland|wales|northern ireland|"
    "united kingdom of great britain and northern ireland",
    "GE": "georgian|republic of georgia",
    "GH": "ghanaian",
    "GM": "the gambia|gambian",
    "GN": "guinean|republic of guinea",
    "GR": "greek|hellenic republic",
    "GT": "guatemalan",
    "GW": "guinea bissau|bissau guinean",
    "GY": "guyanese",
    "HK": "hong kong|hong kong sar|hong kong china|china hong kong",
    "HN": "honduran",
    "HR": "croatian",
    "HT": "haitian",
    "HU": "hungarian",
    "ID": "indonesian|republic of indonesia",
    "IE": "irish",
    "IL": "israeli",
    "IN": "indian",
    "IQ": "iraqi",
    "IR": "iranian|islamic republic of iran|iran islamic republic of",
    "IS": "icelandic",
    "IT": "italian",
    "JM": "jamaican",
    "JO": "jordanian",
    "JP": "japanese",
    "KE": "kenyan",
    "KG": "kyrgyz republic|kyrgyz|kyrgyzstani",
    "KH": "cambodian",
    "KM": "comoran|comorian",
    "KN": "saint kitts and nevis|st kitts and nevis",
    "KP": "dprk|democratic peoples republic of korea|north korean|korea north|"
    "democratic peoples republic of korea dprk|korea democratic peoples republic of",
    "KR": "republic of korea|south korean|korea south|korea republic of|rok",
    "KW": "kuwaiti",
    "KY": "the cayman islands|caymanian",
    "KZ": "kazakh|kazakhstani|republic of kazakhstan",
    "LA": "lao peoples democratic republic|laotian|lao pdr",
    "LB": "lebanese",
    "LC": "saint lucia",
    "LI": "liechtensteiner",
    "LK": "sri lankan",
    "LR": "liberian|republic of liberia",
    "LT": "lithuanian",
    "LU": "luxembourgish",
    "LV": "latvian",
    "LY": "libyan|libyan arab jamahiriya",
    "MA": "moroccan",
    "MC": "monegasque",
    "MD": "republic of moldova|moldova republic of|moldovan",
    "ME": "montenegrin",
    "MH": "marshallese|republic of the marshall islands",
    "MK": "macedonia|macedonian|the former yugoslav republic of macedonia|"
    "republic of north macedonia",
    "ML": "malian",
    "MM": "burma|burmese|myanmar|myanmar burma",
    "MN": "mongolian",
    "MO": "macau|macao|macao sar",
    "MR": "mauritanian",
    "MT": "maltese",
    "MU": "mauritian",
    "MV": "maldivian",
    "MX": "mexican",
    "MY": "malaysian",
    "MZ": "mozambican",
    "NE": "nigerien",
    "NG": "nigerian",
    "NI": "nicaraguan",
    "NL": "dutch|the netherlands|holland",
    "NO": "norwegian",
    "NP": "nepalese|nepali",
    "NZ": "new zealander",
    "OM": "omani",
    "PA": "panamanian|republic of panama",
    "PE": "peruvian",
    "PG": "papua new guinean",
    "PH": "filipino|philippine|the philippines|republic of the philippines",
    "PK": "pakistani|islamic republic of pakistan",
    "PL": "polish",
    "PS": "palestinian|palestine|state of palestine|occupied palestinian territory|west bank|"
    "gaza|gaza strip|palestinian territory|region gaza|region west bank",
    "PT": "portuguese",
    "PY": "paraguayan",
    "QA": "qatari",
    "RO": "romanian",
    "RS": "serbian",
    "RU": "russian|russian federation|the russian federation",
    "RW": "rwandan|rwandese",
    "SA": "saudi|saudi arabian|kingdom of saudi arabia",
    "SC": "republic of seychelles|seychellois",
    "SD": "sudanese",
    "SE": "swedish",
    "SG": "singaporean|republic of singapore",
    "SI": "slovenian|slovene",
    "SK": "slovak|slovak republic",
    "SL": "sierra leonean",
    "SN": "senegalese",
    "SO": "somali|somalian",
    "SR": "surinamese",
    "SS": "south sudanese|republic of south sudan",
    "SV": "salvadoran|salvadorian",
    "SY": "syrian|syrian arab republic",
    "SZ": "swaziland|swazi",
    "TD": "chadian",
    "TG": "togolese",
    "TH": "thai",
    "TJ": "tajik|tajikistani",
    "TL": "east timor",
    "TM": "turkmen",
    "TN": "tunisian",
    "TO": "tongan",
    "TR": "turkey|turkish|turkiye",
    "TT": "trinidad and tobago|trinidadian",
    "TW": "taiwanese|taiwan china|taiwan province of china|republic of china taiwan",
    "TZ": "united republic of tanzania|tanzanian",
    "UA": "ukrainian",
    "UG": "ugandan",
    "US": "usa|united states of america|american|u s a|u s",
    "UY": "uruguayan",
    "UZ": "uzbek|uzbekistani",
    "VA": "holy see",
    "VC": "saint vincent and the grenadines|st vincent and the grenadines",
    "VE": "venezuelan|bolivarian republic of venezuela|venezuela bolivarian republic of",
    "VG": "virgin islands british|bvi",
    "VN": "viet nam|vietnamese|socialist republic of viet nam",
    "VU": "ni vanuatu|republic of vanuatu",
    "XK": "kosovan|kosovar|republic of kosovo",
    "YE": "yemeni|republic of yemen",
    "ZA": "south african",
    "ZM": "zambian",
    "ZW": "zimbabwean",
    "SUHH": "ussr|soviet union|soviet|former ussr",
    "YUCS": "yugoslavia|yugoslav|former yugoslavia",
}
"""Code → what it is called beside its name in English (CLDR): official names, nationalities,
abbreviations; codes of four letters are those of ISO 3166-3."""


def country_code(text: str) -> str:
    """The code of the one state that `text` names, a code of two letters included; else empty."""
    text = text.strip()
    if len(text) == 2 and text.isascii() and text.upper() in _codes():
        return text.upper()
    table = _table()
    plain = _plain(text)
    if plain in table:
        return table[plain]
    bare = _LEADING.sub("", _plain(_ROUND.sub(" ", text)))
    return table.get(bare) or table.get(_TRAILING.sub("", bare), "")


def country_codes(text: str) -> tuple[str, ...]:
    """Every state in a text such as `(a) Russian, (b) Georgian`; what names none is left out."""
    whole = country_code(text)
    if whole:
        return (whole,)
    without = _ROUND.sub(lambda found: " " if len(found[0]) > 4 else found[0], text)
    return states(_PARTS.split(without))


def states(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of those that are states, each once."""
    return tuple(dict.fromkeys(code for text in texts if (code := country_code(text))))


def foreign_code(text: str) -> str:
    """The code of a state named in another official language of the Union, or in Russian,
    Ukrainian, Chinese, Arabic, Turkish; empty where there is none."""
    return _foreign().get(" ".join(text.split()).casefold(), "")


@cache
def _foreign() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for language in _LANGUAGES.split():
        names: Mapping[str, str] = Locale(language).territories
        table.update((name.casefold(), code) for code, name in names.items() if code in _codes())
    return table


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in _cldr() if len(code) == 2)


@cache
def _table() -> Mapping[str, str]:
    table = {_plain(name): code for code, name in _cldr().items()}
    for code, names in _NAMES.items():
        table.update((_plain(name), code) for name in names.split("|"))
    return table


def _cldr() -> Mapping[str, str]:
    known: Mapping[str, str] = Locale("en").territories
    return {
        code: name
        for code, name in known.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_STATES
    }


def _plain(text: str) -> str:
    lowered = text.lower().replace("&", " and ").replace("’", "").replace("'", "")
    return " ".join(_SIGNS.sub(" ", lowered.translate(_FOREIGN)).split())
