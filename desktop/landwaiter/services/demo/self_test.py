"""`--self-test`: a short real run in a folder of its own, step by step, and what came of it.

Everything the run needs is loaded inside its steps: a library that is missing is then named by
the step that wants it, and does not keep the self-test itself from starting.
"""
# ruff: noqa: PLC0415 (loaded inside the steps, see above)

import importlib
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from landwaiter.errors import Fault, NotFound, Unavailable
from landwaiter.i18n import N_, _, plural
from landwaiter.resources import root

if TYPE_CHECKING:
    from landwaiter.services.warm.session import Session

Say = Callable[[str], None]

LIBRARIES: Mapping[str, str] = {
    "sqlcipher3.dbapi2": N_("the encrypted database"),
    "argon2": N_("passwords"),
    "cryptography.hazmat.primitives.asymmetric.ed25519": N_("keys and signatures"),
    "lxml.etree": N_("declarations in XML"),
    "numpy": N_("screening"),
    "rapidfuzz": N_("screening"),
    "pypinyin": N_("Chinese names"),
    "opencc": N_("Chinese names"),
    "openpyxl": N_("Excel reports"),
    "reportlab.pdfgen.canvas": N_("PDF reports"),
    "pikepdf": N_("PDF reports"),
    "pypdfium2": N_("previews of evidence"),
    "PIL.Image": N_("previews of evidence"),
    "uharfbuzz": N_("PDF reports"),
    "budoux": N_("PDF reports"),
}
"""Modules that load native code or data of their own → what they are for."""

RESOURCES: Mapping[str, str] = {
    "fonts/LandwaiterSans-Regular.ttf": N_("the typeface of reports and window"),
    "fonts/LandwaiterSans-Bold.ttf": N_("the bold typeface of reports and window"),
    "fonts/LandwaiterScripts-Regular.ttf": N_("the typeface of reports and window"),
    "fonts/LandwaiterScripts-Bold.ttf": N_("the bold typeface of reports and window"),
    "fonts/LandwaiterMono-Regular.ttf": N_("the typeface of codes and numbers"),
    "packs/annex1/pack.toml": N_("the control list"),
    "packs/flag_rules/pack.toml": N_("the red flags"),
    "packs/calendar_PL/pack.toml": N_("the calendars"),
    "packs/prc_entities/pack.toml": N_("the assessed institutions"),
    "icons/logo.svg": N_("the icons"),
    "samples/aes_cc515c.xml": N_("the sample declaration"),
    "samples/watch_list.csv": N_("the sample list"),
}

ADMINISTRATOR, ANALYST, REVIEWER = "Administrator", "Analyst", "Reviewer"
COLLEAGUES = (ANALYST, REVIEWER)
"""Who founds the casebook with the administrator."""
PASSWORD = "only for this self-test"  # noqa: S105 (of a casebook that is removed again)
INSTITUTION = "Northwestern Polytechnical University"
"""An entry of the shipped institutions pack: judged the same, it raises RF-P05."""
FLAG = "RF-P05"
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class WindowSubject:
    """What the window is to be drawn with."""

    casebook: Path
    user: str
    password: str
    reference: str
    folder: Path
    """Where the picture goes; it is removed after the self-test."""


Grab = Callable[[WindowSubject], Path]
"""Opens the window on a casebook, draws it into a PNG file and returns that."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step: what was tried, whether it worked, and one sentence for each result or fault."""

    step: str
    passed: bool
    sentences: tuple[str, ...]
    left_out: bool = False
    """It was not tried, which is no failure; the sentence says why."""


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    tried: tuple[StepResult, ...]

    @property
    def passed(self) -> bool:
        return all(one.passed for one in self.tried)

    @property
    def exit_code(self) -> int:
        return 0 if self.passed else 1


@dataclass(slots=True)
class Trial:
    """What the steps hand on to each other."""

    folder: Path
    grab: Grab | None
    stack: ExitStack
    people: dict[str, "Session"] = field(default_factory=dict)
    reference: str = ""

    @property
    def casebook(self) -> Path:
        return self.folder / "casebook"

    @property
    def backup(self) -> Path:
        return self.folder / "backup.lwb"

    @property
    def analyst(self) -> "Session":
        return self.people[ANALYST]

    def sample(self, name: str) -> Path:
        """A shipped sample as a file."""
        file = self.folder / name
        file.write_bytes((root() / "samples" / name).read_bytes())
        return file


def run_self_test(say: Say, *, grab: Grab | None = None) -> SelfTestResult:
    """Try everything once; what was made is removed again. A step that fails ends the run.

    Without `grab` the window is left out; that is no failure.
    """
    tried: list[StepResult] = []
    with (
        tempfile.TemporaryDirectory(prefix="landwaiter-self-test-") as folder,
        ExitStack() as stack,
    ):
        trial = Trial(Path(folder), grab, stack)
        for name, step in STEPS:
            tried.append(_tried(name, step, trial))
            for sentence in tried[-1].sentences:
                say(_line(tried[-1], sentence))
            if not tried[-1].passed:
                break
    result = SelfTestResult(tuple(tried))
    say(_("The self-test passed.") if result.passed else _("The self-test failed."))
    return result


def _line(tried: StepResult, sentence: str) -> str:
    mark = _("left out") if tried.left_out else _("ok") if tried.passed else _("FAULT")
    return f"{mark:<9} {_(tried.step)}: {sentence}"


def _tried(name: str, step: Callable[[Trial], str], trial: Trial) -> StepResult:
    try:
        return StepResult(name, True, (step(trial),))
    except StepOmission as reason:
        return StepResult(name, True, (str(reason),), left_out=True)
    except MissingParts as missing:
        return StepResult(name, False, missing.sentences)
    except Fault as fault:
        return StepResult(name, False, (fault.sentence(),))
    except ImportError as error:
        return StepResult(name, False, (_not_loaded(error.name or name, _(name), error),))
    except OSError as error:
        sentence = _("A file of the self-test cannot be written or read: {reason}.")
        return StepResult(name, False, (sentence.format(reason=error.strerror or str(error)),))


class StepOmission(Exception):
    """A step is not tried, for the reason said."""


class MissingParts(Exception):
    """Several things are missing, each with its own sentence."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def load_libraries(_trial: Trial) -> str:
    """Every library with native code loads."""
    faults = []
    for module, purpose in LIBRARIES.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            faults.append(_not_loaded(module, _(purpose), error))
    if faults:
        raise MissingParts(tuple(faults))
    return plural(len(LIBRARIES), "{n} loads.", "all {n} load.")


def _not_loaded(module: str, purpose: str, error: ImportError) -> str:
    return _("{module}, needed for {purpose}, cannot be loaded: {reason}.").format(
        module=module, purpose=purpose, reason=str(error).rstrip(".")
    )


def find_resources(_trial: Trial) -> str:
    """Every kind of shipped file is there."""
    faults = [
        _("{file}, {purpose}, is missing from the installation.").format(
            file=file, purpose=_(purpose)
        )
        for file, purpose in RESOURCES.items()
        if not root().joinpath(*file.split("/")).is_file()
    ]
    if faults:
        raise MissingParts(tuple(faults))
    return _("typefaces, packs, icons and samples are there.")


def make_casebook(trial: Trial) -> str:
    from landwaiter.services.casebook import casebooks
    from landwaiter.services.table import sessions

    opened = sessions.create_casebook(
        trial.casebook,
        office=sessions.CasebookOffice("TST1", "PL"),
        user=ADMINISTRATOR,
        password=PASSWORD,
        founders=[casebooks.Founder(name, (name.lower(),), PASSWORD) for name in COLLEAGUES],
        sample=True,
    )
    trial.stack.callback(casebooks.forget_here, opened.session)
    trial.stack.callback(opened.session.casebook.close)
    trial.people[ADMINISTRATOR] = opened.session
    for name in COLLEAGUES:
        trial.people[name] = sessions.open_casebook(trial.casebook, user=name, password=PASSWORD)
        trial.stack.callback(trial.people[name].casebook.close)
    return plural(
        len(trial.people),
        "made, encrypted, {n} person signed in.",
        "made, encrypted, {n} people signed in.",
    )


def take_in(trial: Trial) -> str:
    from landwaiter.domain.intake.deeds import TakeIn
    from landwaiter.services.deeds.engine import run

    (result,) = run(trial.analyst, TakeIn((trial.sample("aes_cc515c.xml"),)))
    if result.rejected or not result.cases:
        raise Unavailable(
            _("The sample declaration was not read: {why}").format(
                why="; ".join(one.message for one in result.rejected)
            )
        )
    trial.reference = result.cases[0]
    return _("one declaration read, case {reference} opened.").format(reference=trial.reference)


def screen(trial: Trial) -> str:
    from landwaiter.domain.lists.deeds import ImportList
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.hits import screening_jobs

    files = (trial.sample("watch_list.csv"),)
    said = ImportList(files, "sample_list", title=_("Sample list, fictional"))
    run(trial.people[ADMINISTRATOR], said)
    names = [screening_jobs.NameQuery("Primer Ivanov"), screening_jobs.NameQuery(INSTITUTION)]
    results = screening_jobs.screen_names(trial.analyst, names)
    for result in results:
        if not result.hits:
            raise NotFound(_("A name of the lists was not found."), value=result.query.name)
    return plural(
        len(results),
        "{n} name found, one of them in another script and order.",
        "{n} names found, one of them in another script and order.",
    )


def use_processes(trial: Trial) -> str:
    """The processes that read long lists and screen long files start and answer."""
    from landwaiter.services.hits.name_batches import asked_of
    from landwaiter.services.hits.name_queries import NameQuery
    from landwaiter.services.hits.name_worker import workers
    from landwaiter.services.law import counting_thresholds
    from landwaiter.services.lists import index_build

    if not index_build.is_helped():
        raise Unavailable(_("The process that reads long lists does not start or answer."))
    session = trial.analyst
    with session.reading() as conn:
        limits = counting_thresholds.limits_of(
            conn, session.references.lists(conn, session.today())
        )
    with workers(asked_of(session, limits, limit=1), 1) as (worker,):
        (found,) = worker.screen([NameQuery(INSTITUTION)])
    if not found:
        raise NotFound(_("A name of the lists was not found."), value=INSTITUTION)
    return _("one read a listing, one screened a name.")


def raise_a_flag(trial: Trial) -> str:
    from landwaiter.domain.cases.deeds import BeginAssessment
    from landwaiter.domain.cases.deeds_on_findings import Enrich, JudgeHit
    from landwaiter.domain.lists.listing import JudgementValue
    from landwaiter.services.cases import case_reads
    from landwaiter.services.deeds.engine import do

    do(trial.analyst, BeginAssessment(trial.reference))
    user = {"name": INSTITUTION, "country": "CN"}
    do(trial.analyst, Enrich(trial.reference, "end_user", user, "contract"))
    for hit in case_reads.case_view(trial.analyst, trial.reference).case.hits:
        is_same = hit.listing.name == INSTITUTION
        value = JudgementValue.SAME if is_same else JudgementValue.DIFFERENT
        judged = JudgeHit(trial.reference, hit.id, value, _("Tried by the self-test."))
        do(trial.analyst, judged)
    raised = [flag.rule for flag in case_reads.case_view(trial.analyst, trial.reference).raised]
    if FLAG not in raised:
        raise NotFound(_("The flag that must be raised was not raised."), value=FLAG)
    return _("raised: {flags}.").format(flags=", ".join(raised))


def keep_evidence(trial: Trial) -> str:
    from landwaiter.domain.evidence.deeds import AddFile
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.evidence import previews

    letter = trial.folder / "letter.txt"
    letter.write_text("five axes", encoding="utf-8")
    entered = run(trial.analyst, AddFile(trial.reference, letter))
    shown = previews.preview(trial.analyst, trial.reference, entered.no)
    if shown.text != "five axes":
        raise Unavailable(_("The preview is not what the file says."))
    return _("one file kept, and shown by a process that may do nothing else.")


def decide(trial: Trial) -> str:
    from landwaiter.domain.cases.case import TrackLetter
    from landwaiter.domain.cases.deeds import Approve, Propose
    from landwaiter.domain.cases.deeds_between_people import ReadProposal
    from landwaiter.domain.cases.tracks import BASIS
    from landwaiter.domain.review.reading import ReviewSection
    from landwaiter.services.cases import case_reads
    from landwaiter.services.deeds.engine import do

    why = _("Proposed by the self-test.")
    reviewer = trial.people[REVIEWER]
    open_still = {
        one.kind: why for one in case_reads.case_view(trial.analyst, trial.reference).unsettled
    }
    basis = BASIS[TrackLetter.L]
    said = Propose(trial.reference, "hold-and-refer", why, basis=basis, open=open_still)
    do(trial.analyst, said)
    do(reviewer, ReadProposal(trial.reference, tuple(ReviewSection), version=1))
    do(reviewer, Approve(trial.reference))
    view = case_reads.case_view(trial.analyst, trial.reference)
    if not view.approved_valid:
        raise Unavailable(_("The approval does not count: {why}").format(why=view.why_not_valid))
    return _("proposed by one, approved and signed by another.")


def report(trial: Trial) -> str:
    from landwaiter.domain.reports.case_reports import CaseReport
    from landwaiter.domain.reports.deeds import ReportCase
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.reports import reporting

    pdf, xlsx, keys = _papers(trial)
    made = run(trial.people[REVIEWER], ReportCase(CaseReport.CASE, trial.reference, pdf, xlsx))
    reporting.write_key_sheet(trial.people[REVIEWER], keys)
    return _("PDF and Excel written, dossier {sha256}.").format(sha256=made.dossier_sha256[:12])


def verify(trial: Trial) -> str:
    from landwaiter.services.reports import reporting

    pdf, xlsx, keys = _papers(trial)
    found = reporting.verify_reports([pdf, xlsx], keys)
    if not found.passed:
        raise Unavailable(" ".join(found.sentences()))
    return found.closing


def _papers(trial: Trial) -> tuple[Path, Path, Path]:
    return trial.folder / "case.pdf", trial.folder / "case.xlsx", trial.folder / "keys.json"


def check(trial: Trial) -> str:
    from landwaiter.services.casebook import casebooks

    found = casebooks.check(trial.people[ADMINISTRATOR])
    if not found.sound:
        raise Unavailable("; ".join(finding.message for finding in found.findings))
    return _("the casebook and its audit chain are sound.")


def back_up(trial: Trial) -> str:
    from landwaiter.domain.casebook.deeds import BackUp
    from landwaiter.services.deeds.engine import run

    anchor = run(trial.people[ADMINISTRATOR], BackUp(trial.backup))
    return _("written into one file and read back, up to entry {seq} of the audit trail.").format(
        seq=anchor.seq
    )


def restore(trial: Trial) -> str:
    """The approval in what was restored counts, which takes its rows, keys and signatures."""
    from landwaiter.services.casebook import casebooks
    from landwaiter.services.cases import case_reads
    from landwaiter.services.table import sessions

    folder = trial.folder / "restored"
    casebooks.restore(trial.backup, folder, user=ADMINISTRATOR, password=PASSWORD)
    restored = sessions.open_casebook(folder, user=REVIEWER, password=PASSWORD)
    with restored.casebook:
        view = case_reads.case_view(restored, trial.reference)
    if not view.approved_valid:
        raise Unavailable(_("The approval does not count: {why}").format(why=view.why_not_valid))
    return _("into a new folder, case {reference} as it was.").format(reference=trial.reference)


def draw_window(trial: Trial) -> str:
    if trial.grab is None:
        raise StepOmission(_("Nothing was asked to draw it."))
    shown = WindowSubject(trial.casebook, ANALYST, PASSWORD, trial.reference, trial.folder)
    picture = trial.grab(shown)
    if not picture.is_file() or not picture.read_bytes().startswith(PNG):
        raise Unavailable(_("The window gave no picture."), file=str(picture))
    return plural(picture.stat().st_size, "drawn, {n} byte.", "drawn, {n} bytes.")


STEPS: tuple[tuple[str, Callable[[Trial], str]], ...] = (
    (N_("libraries"), load_libraries),
    (N_("resources"), find_resources),
    (N_("casebook"), make_casebook),
    (N_("intake"), take_in),
    (N_("screening"), screen),
    (N_("processes"), use_processes),
    (N_("flags"), raise_a_flag),
    (N_("evidence"), keep_evidence),
    (N_("review"), decide),
    (N_("reports"), report),
    (N_("verification"), verify),
    (N_("check"), check),
    (N_("backup"), back_up),
    (N_("restore"), restore),
    (N_("window"), draw_window),
)
