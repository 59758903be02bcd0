"""Every deed that writes, as one table.

An act comes with its example of the services' tests, so that a new act is killed as soon as it has
one. A command is typed as a person would type it.
"""

from dataclasses import asdict

from tests.cli.terminal import SAMPLES
from tests.faults.bundle_deeds import BUNDLE_DEEDS
from tests.faults.deed import NEW_PASSWORD, Deed, Step, command
from tests.faults.law_deeds import LAW_DEEDS
from tests.faults.office_deeds import OFFICE_DEEDS
from tests.services.act_examples import EXAMPLES, PROPOSED, Example
from tests.services.cases.test_acts import given_of
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    HEAD,
    PASSWORD,
    POLICY,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
    two_items,
    write_csv,
    write_list,
)

from landwaiter.domain.intake.deeds import WatchFolder
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.watched_files import refused_files
from landwaiter.services.lists import list_imports

PACK = SAMPLES.parent / "packs" / "doc_codes"
ANNEXES = (
    "instrument,annex,heading,code,description,valid_from,valid_to,source\n"
    "833/2014,XXIII,845710,,Machining centres,2023-12-19,,\n"
)
NETWORK = (
    '{"id": "a", "schema": "Person", "properties": {"name": ["Anna Berg"]}}\n'
    '{"id": "b", "schema": "Company", "properties": {"name": ["Berg Tools"]}}\n'
    '{"id": "c", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"]}}\n'
)
IMPORT_ENTITIES = command("entity", "import", "~/network.json", "--source", "a register")
PLAIN_TEXT = "a letter that somebody sent\n" * 4000


def _act(name: str, example: Example) -> Deed:
    def run(office: Office) -> None:
        office.act(example.who, name, **given_of(example, office))

    return Deed(f"act {name}", run, example.before)


def _writes(name: str, content: str) -> Step:
    def step(office: Office) -> None:
        (office.path.parent / name).write_text(content, encoding="utf-8")

    return step


def _declarations(office: Office) -> None:
    rows = [declared(lrn=f"LW-{number}") for number in range(2, 5)]
    write_csv(office.path.parent / "more.csv", rows)


def _dropped(office: Office) -> None:
    """A folder with what a gateway dropped."""
    folder = office.path.parent / "in"
    folder.mkdir()
    for number in (2, 3):
        write_csv(folder / f"{number}.csv", [declared(lrn=f"LW-{number}")])


def _refused_note(office: Office) -> None:
    """A folder with a file that was refused."""
    folder = office.path.parent / "in"
    folder.mkdir()
    (folder / "note.txt").write_text("no declaration", encoding="utf-8")
    run(office.session(ANALYST), WatchFolder(folder, once=True))


def _settle(office: Office) -> None:
    (one,) = refused_files(office.session(ANALYST)).rows
    command("watch", "settle", one.id, "--reason", REASON)(office)


def _mapping_file(office: Office) -> None:
    (office.path.parent / "mapping.json").write_text('{"mrn": "Nummer"}', encoding="utf-8")


def _amended(office: Office) -> None:
    write_csv(office.path.parent / "amended.csv", two_items(net_mass_kg=9900))


def _listings(office: Office) -> None:
    write_list(office.path.parent / "names.csv", "Quiet Harbour School", "Grey Heron Institute")


def _more_listings(office: Office) -> None:
    write_list(office.path.parent / "later.csv", "Quiet Harbour School", CONSIGNEE)


def _unscreened(office: Office) -> None:
    """An import that was killed before open cases were screened again."""
    _more_listings(office)
    head = list_imports.ListHead("names", edition="2")
    run(
        office.session(ANALYST),
        ImportList(files=(office.path.parent / "later.csv",), **asdict(head)),
    )[0]


def _names_out(office: Office) -> None:
    office.list_out("names")


_FIRST = command("list", "import", "~/names.csv", "--list-id", "names", "--edition", "1")
_SECOND = command("list", "import", "~/later.csv", "--list-id", "names", "--edition", "2")


FIRST_PASSWORD = command(
    *("casebook", "users", "password", REVIEWER), who=ADMIN, NEW_PASSWORD=PASSWORD
)
SIGN_IN = command("casebook", "sign-in", who=REVIEWER, NEW_PASSWORD=NEW_PASSWORD)


def _confirm(office: Office) -> None:
    from landwaiter.storage.keys.key_file import read_key_file  # noqa: PLC0415  # the key of this copy

    slots = {slot.user: slot for slot in read_key_file(office.path).users}
    words = ("casebook", "users", "confirm", REVIEWER, slots[REVIEWER].public_key)
    command(*words, who=HEAD)(office)


BACKUP = command("casebook", "backup", "~/before.lwb")
COMMANDS: tuple[Deed, ...] = (
    Deed("case read", command("case", "read", REF, who=REVIEWER), before=PROPOSED),
    Deed(
        "casebook create",
        command("casebook", "create", "--casebook", "~/new", "--state", "PL", who=ADMIN),
        casebooks=("new",),
    ),
    Deed(
        "casebook backup",
        command("casebook", "backup", "~/now.lwb"),
        backups=("now.lwb",),
    ),
    Deed(
        "casebook restore",
        command("casebook", "restore", "~/before.lwb", "~/restored"),
        before=(BACKUP,),
        casebooks=("restored",),
    ),
    Deed(
        "casebook users add",
        command(
            *("casebook", "users", "add", "Nina", "--roles", "analyst"),
            who=ADMIN,
            NEW_PASSWORD=PASSWORD,
        ),
    ),
    Deed("casebook users roles", command("casebook", "users", "roles", ANALYST, "head", who=ADMIN)),
    Deed(
        "casebook users password",
        command("casebook", "users", "password", REVIEWER, who=ADMIN, NEW_PASSWORD=NEW_PASSWORD),
        renewed=REVIEWER,
    ),
    Deed(
        "the own password",
        command("casebook", "users", "password", REVIEWER, who=REVIEWER, NEW_PASSWORD=NEW_PASSWORD),
        renewed=REVIEWER,
    ),
    Deed("casebook sign-in", SIGN_IN, before=(FIRST_PASSWORD,), renewed=REVIEWER),
    Deed("casebook users confirm", _confirm, before=(FIRST_PASSWORD, SIGN_IN)),
    Deed("casebook users disable", command("casebook", "users", "disable", REVIEWER, who=ADMIN)),
    Deed("intake", command("intake", "~/more.csv"), before=(_declarations,)),
    Deed("watch", command("watch", "~/in", "--once"), before=(_dropped,)),
    Deed("watch settle", _settle, before=(_refused_note,)),
    Deed(
        "intake mapping save",
        command("intake", "mapping", "save", "agency", "~/mapping.json"),
        before=(_mapping_file,),
    ),
    Deed(
        "intake mapping remove",
        command("intake", "mapping", "remove", "agency"),
        before=(
            _mapping_file,
            command("intake", "mapping", "save", "agency", "~/mapping.json"),
        ),
    ),
    Deed(
        "list import",
        command("list", "import", "~/names.csv", "--list-id", "names"),
        before=(_listings,),
    ),
    Deed(
        "list columns",
        command("list", "columns", "~/names.csv", "--save", "names"),
        before=(_listings,),
    ),
    Deed(
        "list mappings",
        command("list", "mappings", "--forget", "names"),
        before=(_listings, command("list", "columns", "~/names.csv", "--save", "names")),
    ),
    Deed("list remove", command("list", "remove", "watched")),
    Deed(
        "list remove an edition",
        command("list", "remove", "names", "--edition", "2"),
        before=(_listings, _FIRST, _more_listings, _SECOND),
    ),
    Deed(
        "list import again",
        _SECOND,
        before=(_listings, _FIRST, _more_listings),
    ),
    Deed(
        "list import of a removed edition",
        _FIRST,
        before=(_listings, _FIRST, _names_out),
    ),
    Deed("list threshold", command("list", "threshold", "watched", "--set", "0.7", who=HEAD)),
    Deed("list age", command("list", "age", "watched", "7", who=HEAD)),
    Deed("list rescreen", command("list", "rescreen"), before=(_unscreened,)),
    Deed("pack import", command("pack", "import", str(PACK))),
    Deed(
        "pack import of an official file",
        command(
            *("pack", "import", "~/annexes.csv", "--as", "eu_833_annexes"),
            *("--edition", "2026-03", "--valid-from", "2026-03-01"),
        ),
        before=(_writes("annexes.csv", ANNEXES),),
    ),
    Deed("entity import", IMPORT_ENTITIES, before=(_writes("network.json", NETWORK),)),
    Deed(
        "entity export",
        command("entity", "export", "~/out.json"),
        before=(_writes("network.json", NETWORK), IMPORT_ENTITIES),
    ),
    Deed("chart as GraphML", command("chart", REF, "--graphml", "~/links.graphml")),
    Deed("office set", command("office", "set", POLICY, "true", who=HEAD)),
    Deed(
        "interview",
        command(
            *("interview", REF, "--item", "1", "--entry", "2B001"),
            *("--answer", "simultaneous_axes=5", "--answer", "travel_mm=600 mm"),
            *("--source", "data_sheet", "--document", "data sheet, revision 3"),
        ),
    ),
    Deed("case new", command("case", "new", "--kind", "research", "--partner", "Grey Heron")),
    Deed(
        "evidence add",
        command("evidence", "add", REF, "~/letter.txt"),
        before=(_writes("letter.txt", PLAIN_TEXT),),
        covers=("act add_evidence",),
    ),
    Deed(
        "evidence add during review",
        command("evidence", "add", REF, "~/letter.txt"),
        before=(*PROPOSED, _writes("letter.txt", PLAIN_TEXT)),
    ),
    Deed(
        "report case",
        command("report", "case", REF, "--pdf", "~/case.pdf", "--xlsx", "~/case.xlsx"),
    ),
    Deed("an amended declaration", command("intake", "~/amended.csv"), before=(_amended,)),
)

DEEDS: tuple[Deed, ...] = (
    *(_act(name, example) for name, example in EXAMPLES.items() if name != "add_evidence"),
    *COMMANDS,
    *OFFICE_DEEDS,
    *LAW_DEEDS,
    *BUNDLE_DEEDS,
)
