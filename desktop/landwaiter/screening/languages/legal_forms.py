"""Legal forms of companies, many spellings reduced to few classes.

Spellings are romanised and lower case, as `romanise` leaves them, without dots. A class holds
what registers translate into one another (ООО is rendered LLC, АО is rendered JSC); two forms
of different law stay two classes (Ltd and GmbH).
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "ltd": (
        "ltd",
        "limited",
        "co ltd",
        "co limited",
        "company ltd",
        "company limited",
        "private limited",
        "pvt ltd",
        "pte ltd",
        "pty ltd",
        "private ltd",
        "limited company",
        "ltda",
        "limitada",
        "ltd co",
        "ltd sti",
        "limited sirketi",
    ),
    "llc": (
        "llc",
        "limited liability company",
        "company with limited liability",
        "society with limited liability",
        "ooo",
        "osoo",
        "obshchestvo s ogranichennoy otvetstvennostyu",
        "obshchestvo s ogranichennoi otvetstvennostiu",
        "tov",
        "tovarystvo z obmezhenoyu vidpovidalnistyu",
        "tovaristvo z obmezhenoyu vidpovidalnistyu",
        "obshchestvo s ogranichennoy otvetstvennostiu",
        "tavarystva z abmezhavanay adkaznastsyu",
        "too",
        "tovarishchestvo s ogranichennoy otvetstvennostyu",
    ),
    "jsc": (
        "jsc",
        "joint stock company",
        "joint stock",
        "jointstock company",
        "public joint stock company",
        "open joint stock company",
        "closed joint stock company",
        "private joint stock company",
        "non public joint stock company",
        "stock company",
        "ao",
        "oao",
        "pao",
        "zao",
        "nao",
        "pat",
        "prat",
        "pjsc",
        "ojsc",
        "cjsc",
        "aktsionernoe obshchestvo",
        "aktsionernoye obshchestvo",
        "publichnoe aktsionernoe obshchestvo",
        "publichnoye aktsionernoye obshchestvo",
        "otkrytoe aktsionernoe obshchestvo",
        "otkrytoye aktsionernoye obshchestvo",
        "zakrytoe aktsionernoe obshchestvo",
        "zakrytoye aktsionernoye obshchestvo",
        "nepublichnoe aktsionernoe obshchestvo",
        "aktsionerne tovarystvo",
        "aktsionerne tovaristvo",
        "publichne aktsionerne tovaristvo",
        "privatne aktsionerne tovaristvo",
        "adkrytae aktsyyanernae tavarystva",
        "aat",
        "publicly traded company",
    ),
    "inc": ("inc", "incorporated", "corp", "corporation", "korporatsiya", "korporatsiia"),
    "co": ("co", "company", "cie", "compagnie", "kompaniya", "kompaniia", "kompaniya", "kompani"),
    "lp": ("lp", "llp", "limited partnership"),
    "plc": ("plc", "public limited company"),
    "gmbh": ("gmbh", "mbh", "gesellschaft mit beschrankter haftung", "gmbh co kg"),
    "ag": ("ag", "aktiengesellschaft"),
    "kg": ("kg", "kommanditgesellschaft"),
    "sa": ("sa", "societe anonyme", "sociedad anonima", "sa de cv"),
    "sas": ("sas", "societe par actions simplifiee"),
    "sarl": ("sarl", "societe a responsabilite limitee"),
    "srl": ("srl", "societa a responsabilita limitata"),
    "spa": ("spa", "societa per azioni"),
    "sl": ("sl", "sociedad limitada"),
    "spzoo": ("sp z oo", "sp zoo", "spolka z ograniczona odpowiedzialnoscia"),
    "sro": ("sro", "spol s ro"),
    "doo": ("doo", "drustvo s ogranicenom odgovornoscu"),
    "ood": ("ood", "eood"),
    "kft": ("kft", "korlatolt felelossegu tarsasag"),
    "bv": ("bv", "besloten vennootschap", "bvba"),
    "nv": ("nv", "naamloze vennootschap"),
    "as": ("as", "aksjeselskap", "aktieselskab", "aktsiaselts", "anonim sirketi"),
    "aps": ("aps",),
    "ab": ("ab", "aktiebolag"),
    "oy": ("oy", "oyj", "osakeyhtio"),
    "ou": ("ou", "osauhing"),
    "sia": ("sia",),
    "uab": ("uab",),
    "fz": ("fze", "fzco", "fzc", "fz llc", "fz co", "dmcc", "free zone establishment"),
    "sdnbhd": ("sdn bhd", "bhd"),
    "kk": ("kk", "kabushiki kaisha", "kabushiki gaisha"),
    "unitary": (
        "fsue",
        "fgup",
        "federal state unitary enterprise",
        "federalnoe gosudarstvennoe unitarnoe predpriyatie",
        "federalnoye gosudarstvennoye unitarnoye predpriyatiye",
        "federalnoe gosudarstvennoe unitarnoe predpriyatiye",
        "rue",
        "rup",
        "republican unitary enterprise",
        "respublikanskoe unitarnoe predpriyatie",
        "state unitary enterprise",
        "gosudarstvennoe unitarnoe predpriyatie",
        "gup",
        "unitary enterprise",
    ),
    "budgetary": (
        "fgbu",
        "fgbou vo",
        "fgbou",
        "fgbun",
        "fgaou",
        "fgau",
        "fgku",
        "fsbi",
        "federal state budgetary institution",
        "federal state budgetary institution of science",
        "federal state budgetary enterprise",
        "federal state budgetary educational institution of higher education",
        "federal state autonomous educational institution of higher education",
        "federal state autonomous institution",
        "federalnoe gosudarstvennoe byudzhetnoe uchrezhdenie",
        "federalnoe gosudarstvennoe byudzhetnoe uchrezhdenie nauki",
        "federalnoe gosudarstvennoe byudzhetnoe obrazovatelnoe uchrezhdenie vysshego obrazovaniya",
        "federalnoe gosudarstvennoe avtonomnoe obrazovatelnoe uchrezhdenie vysshego obrazovaniya",
        "federalnoe gosudarstvennoe kazennoe uchrezhdenie",
    ),
    "ano": (
        "ano",
        "autonomous non profit organization",
        "avtonomnaya nekommercheskaya organizatsiya",
    ),
    "pjs": ("pjs",),
}

_OFTEN_MISSPELT = ("limited", "liability", "company", "corporation", "incorporated")

PHRASES: dict[tuple[str, ...], str] = {
    tuple(spelling.split()): legal_class
    for legal_class, spellings in _SPELLINGS.items()
    for spelling in spellings
}
LONGEST = max(map(len, PHRASES))
STARTS = frozenset(phrase[0] for phrase in PHRASES)


WHOLE = frozenset(word for phrase in PHRASES for word in phrase)
"""Words of legal forms: they are not translated before the forms have been looked for."""


@lru_cache(maxsize=1 << 12)
def corrected(word: str) -> str:
    """A word of a legal form with one slip of the pen put right; other words as they are."""
    if len(word) < 6 or word in STARTS:
        return word
    return next((right for right in _OFTEN_MISSPELT if OSA.distance(word, right) <= 1), word)


WITHOUT_MEANING = frozenset({"co"})
"""Classes too loose to tell two companies apart."""
