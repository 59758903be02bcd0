"""Terms of the domain as words: `decision_draft` → “decision draft”."""

from typing import Final

from landwaiter.i18n import N_, Message, _, capitalised, language

TERMS: Final = (
    *(
        N_("alias"),
        N_("common"),
        N_("country"),
        N_("date"),
        N_("equal"),
        N_("hit"),
        N_("identifier"),
    ),
    *(N_("kind"), N_("limit"), N_("name"), N_("part"), N_("acronym"), N_("unmatched"), N_("party")),
    *(N_("listing"), N_("birth dates"), N_("names"), N_("countries"), N_("programmes")),
    *(N_("declared"), N_("reply"), N_("proposed"), N_("latin"), N_("cyrillic"), N_("han")),
    *(N_("arabic"), N_("greek"), N_("from day"), N_("from year end"), N_("remove decision")),
    *(N_("keep decision"), N_("no longer"), N_("here"), N_("stands"), N_("in force")),
    *(N_("not yet"), N_("expired"), N_("revoked"), N_("open"), N_("release"), N_("institutions")),
    *(N_("releasable"), N_("not releasable"), N_("same"), N_("different"), N_("yes"), N_("no")),
    *(N_("deed"), N_("refused"), N_("case"), N_("entity"), N_("incident"), N_("code")),
    *(N_("act"), N_("place"), N_("secondary source"), N_("not seconded"), N_("by one person")),
    *(N_("owns"), N_("controls"), N_("directs"), N_("content sha256"), N_("not by")),
    *(N_("vault"), N_("folder"), N_("links"), N_("audit"), N_("database"), N_("opening")),
    *(N_("encryption"), N_("references"), N_("project funding"), N_("audit payload")),
    *(N_("calendar"), N_("vocabulary"), N_("embargo"), N_("aware"), N_("informed")),
    *(N_("own"), N_("route"), N_("structure"), N_("cipher"), N_("keys"), N_("mrn")),
    *(N_("container"), N_("contract date"), N_("contract no re export clause")),
    *(N_("contract military items"), N_("exemption claim"), N_("end user")),
    *(N_("addresses"), N_("analyst note"), N_("exports hs6"), N_("exports destination")),
    *(N_("exports cn8"), N_("exports coverage"), N_("funding"), N_("informed exporters")),
    *(N_("transit T1"), N_("aliases"), N_("done"), N_("exit message")),
    *(N_("customs message"), N_("customs messages"), N_("message"), N_("destination")),
    *(N_("result"), N_("requested"), N_("decision"), N_("by customs"), N_("reason")),
    *(N_("accepted"), N_("remarks"), N_("amount"), N_("office"), N_("unloading goes on")),
    *(N_("incidents"), N_("conform"), N_("unloaded in full"), N_("seals"), N_("also reported")),
    *(N_("submitted"), N_("reason code"), N_("guarantees"), N_("rejected"), N_("errors")),
    *(N_("notification"), N_("controls"), N_("documents asked for"), N_("location")),
    *(N_("means"), N_("transhipped to"), N_("exit information"), N_("declaration")),
    *(N_("correction"), N_("invalidation"), N_("exit"), N_("note"), N_("kept")),
    *(N_("published"), N_("reported"), N_("remembered"), N_("unknown")),
    *(N_("aborted"), N_("cancelled")),
    *(
        N_("hold and refer"),
        N_("suspend and refer"),
        N_("inform and refer"),
        N_("officer"),
        N_("catch all"),
        N_("serial"),
    ),
    *(
        N_("departure"),
        N_("border"),
        N_("invoice consignee"),
        N_("invoice value eur"),
        N_("price lines"),
        N_("in full"),
    ),
)
"""Terms that stand in the code as names, for who gathers the texts to translate."""

STATEMENT_SOURCES: Final = (
    "contract",
    "order",
    "invoice",
    "end_use_statement",
    "exporter_answer",
    "company_register",
    "data_sheet",
    "authority_letter",
    "tip",
)
"""Where what was learned of a case may come from; any other may be written."""
_PARTY_ORIGINS: Final = ("declaration", "project")


def yes_no(text: str) -> bool | None:
    """What an answer says, in English or in the language spoken; None where it is neither."""
    said = text.strip().casefold()
    if said in ("yes", "true", _("yes").casefold()):
        return True
    return False if said in ("no", "false", _("no").casefold()) else None


def low(term: str) -> str:
    """A term inside a sentence: `not_presented` → “not presented”."""
    if isinstance(term, Message):  # words already
        return term
    return _(str(term).replace("_", " "))


def within(title: str) -> str:
    """A title inside a sentence: “Reason” → “reason”. German writes nouns large there too, and
    what begins with several capitals is an abbreviation.
    """
    if language() == _NOUNS_LARGE or title[1:2].isupper():
        return title
    return title[:1].lower() + title[1:]


def named(part: str) -> str:
    """The name of a part: in the reader's words if it is a term, else in those it came in."""
    words = part.replace("_", " ")
    return _(words) if words in _KNOWN else words


_KNOWN: Final = frozenset(TERMS)
_NOUNS_LARGE: Final = "de"


def capital(term: str) -> str:
    """The same at the beginning of one."""
    return capitalised(low(term))


def shown_source(source: str) -> str:
    """Where a statement comes from: in the reader's words, or as a person wrote it."""
    return low(source) if source in STATEMENT_SOURCES else source.replace("_", " ")


def shown_origin(origin: str) -> str:
    """Where a party of a case is from: the declaration, the project, or what stated it."""
    return low(origin) if origin in _PARTY_ORIGINS else shown_source(origin)


def source_named(words: str) -> str:
    """What is kept of a source that was chosen by its words, or written."""
    said = words.strip()
    return next((one for one in STATEMENT_SOURCES if low(one) == said), said.replace(" ", "_"))
