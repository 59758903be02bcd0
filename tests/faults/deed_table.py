"""Every deed that writes, as one table; and every command that does not, with the reason.

An act comes with its example of the services' tests, so that a new act is killed as soon as it has
one. A command is typed as a person would type it.
"""

import shutil
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.terminal import SAMPLES, typed
from tests.services.act_examples import EXAMPLES, PROPOSED, Example
from tests.services.office import (
    ADMIN,
    ANALYST,
    HEAD,
    PASSWORD,
    POLICY,
    REF,
    REVIEWER,
    Office,
    declared,
    template,
    two_items,
    write_csv,
    write_list,
)
from tests.services.test_acts import given_of

from landwaiter.services import casebooks

Step = Callable[[Office], None]
NEW_PASSWORD = "another sentence that is long enough"
PACK = SAMPLES.parent / "packs" / "doc_codes"
FROZEN = Path(__file__).parents[1] / "frozen"
FROZEN_PASSWORD = "frozen casebook words"  # of casebooks made for tests
PLAIN_TEXT = "a letter that somebody sent\n" * 4000


class Refused(Exception):
    """A command ended with an exit code other than 0, and said this."""

    def __init__(self, code: object, said: str) -> None:
        super().__init__(f"exit {code}: {said}")
        self.code, self.said = code, said


def _sample(folder: Path) -> None:
    shutil.copytree(template() / "casebook", folder / "casebook")


def _frozen(folder: Path) -> None:
    """What an earlier version wrote."""
    with tarfile.open(FROZEN / "schema_0002" / "casebook.tar") as archive:
        archive.extractall(folder, filter="data")


@dataclass(frozen=True, slots=True)
class Deed:
    """After `before`, `run` writes. `covers` names acts (`act hold`) and commands.

    `commits`: how many times it commits; between two of them it may end and nothing is half done.
    `beside`: files and folders beside the casebook that are there whole, or not at all.
    """

    name: str
    run: Step
    before: tuple[Step, ...] = ()
    commits: int = 1
    covers: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    casebooks: tuple[str, ...] = ()
    renewed: str = ""
    """Whose password it replaces by NEW_PASSWORD."""
    base: Callable[[Path], None] = _sample
    """Makes the casebook it is done on, in a folder that is there."""
    keyholder: tuple[str, str] = (ADMIN, PASSWORD)
    """Name and password of somebody whose slot it leaves alone."""
    opener: tuple[str, str] = (ANALYST, PASSWORD)
    """The same of who looks at the casebook afterwards."""

    @property
    def covered(self) -> tuple[str, ...]:
        return (self.name, *self.covers)


def command(*words: str, who: str = ANALYST, **environment: str) -> Step:
    """Type a command; `~/` at the beginning of a word is the folder of the copy."""

    def run(office: Office) -> None:
        folder = str(office.path.parent)
        given = [f"{folder}/{w.removeprefix('~/')}" if w.startswith("~/") else w for w in words]
        named = [] if "--casebook" in given else ["--casebook", str(office.path)]
        seen = typed(
            *given,
            *named,
            environment={
                "LANDWAITER_USER": who,
                "LANDWAITER_PASSWORD": PASSWORD,
                **{f"LANDWAITER_{name}": value for name, value in environment.items()},
            },
            now=office.clock,
        )
        if seen.code != 0 or seen.err:
            raise Refused(seen.code, seen.err)

    return run


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


def _amended(office: Office) -> None:
    write_csv(office.path.parent / "amended.csv", two_items(net_mass_kg=9900))


def _listings(office: Office) -> None:
    write_list(office.path.parent / "names.csv", "Quiet Harbour School", "Grey Heron Institute")


def _waits_for_confirmation(office: Office) -> None:
    command("casebook", "users", "password", REVIEWER, who=ADMIN, NEW_PASSWORD=NEW_PASSWORD)(office)


def _confirm(office: Office) -> None:
    from landwaiter.storage.key_file import read_key_file  # noqa: PLC0415  # the key of this copy

    slots = {slot.user: slot for slot in read_key_file(office.path).users}
    words = ("casebook", "users", "confirm", REVIEWER, slots[REVIEWER].public_key)
    command(*words, who=HEAD)(office)


def _open_frozen(office: Office) -> None:
    casebooks.open_casebook(office.path, user="anna", password=FROZEN_PASSWORD).casebook.close()


BACKUP = command("casebook", "backup", "~/before.lwb")
COMMANDS: tuple[Deed, ...] = (
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
        commits=0,
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
    Deed("casebook users confirm", _confirm, before=(_waits_for_confirmation,)),
    Deed("casebook users disable", command("casebook", "users", "disable", REVIEWER, who=ADMIN)),
    Deed("intake", command("intake", "~/more.csv"), before=(_declarations,)),
    Deed(
        "list import",
        command("list", "import", "~/names.csv", "--list-id", "names"),
        before=(_listings,),
    ),
    Deed("list remove", command("list", "remove", "watched")),
    Deed("pack import", command("pack", "import", str(PACK))),
    Deed("office set", command("office", "set", POLICY, "true", who=HEAD)),
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
    Deed(
        "an older casebook brought up to date",
        _open_frozen,
        base=_frozen,
        keyholder=("admin", FROZEN_PASSWORD),
        opener=("anna", FROZEN_PASSWORD),
    ),
    Deed("an amended declaration", command("intake", "~/amended.csv"), before=(_amended,)),
)

DEEDS: tuple[Deed, ...] = (
    *(_act(name, example) for name, example in EXAMPLES.items() if name != "add_evidence"),
    *COMMANDS,
)

READS: Mapping[str, str] = {
    "audit export": "prints the chain",
    "audit show": "prints entries",
    "audit verify": "recomputes the chain",
    "case act": "is every act of the table, each a deed of its own here",
    "case acts": "prints what is allowed",
    "case list": "prints a page of cases",
    "case show": "prints a case",
    "casebook check": "reads everything and writes nothing",
    "casebook keys": "writes one file beside the casebook, at once or not at all",
    "casebook users list": "prints the users",
    "classify": "prints candidates",
    "compare": "needs no casebook",
    "demo": "does deeds of this table, one after the other, in a casebook of its own",
    "evidence verify": "reads every file of the vault",
    "flags": "evaluates without keeping anything",
    "list show": "prints editions",
    "office show": "prints settings",
    "pack show": "prints editions",
    "screen": "screens without keeping anything",
    "verify": "needs no casebook",
}
"""Commands that change no casebook, and why each is not killed."""
