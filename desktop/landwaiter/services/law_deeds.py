"""Carries out the deeds on reference data."""
# ruff: noqa: PLC0415 (imported where needed: what reads packs and bundles is slow to load)

from dataclasses import fields
from typing import TYPE_CHECKING

from landwaiter.domain.deeds import law as deeds
from landwaiter.domain.deeds.law import (
    ENDS,
    AcceptRoot,
    EndTask,
    ImportPack,
    ImportShipped,
    TakeBundle,
)
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import (
    Account,
    Doing,
    Handler,
    Job,
    MotionForm,
    Mover,
    Plain,
    Tell,
)
from landwaiter.services.motions import imports, roots
from landwaiter.services.session import Session
from landwaiter.storage import edition_tasks as stored
from landwaiter.storage.edition_tasks import EditionTask

if TYPE_CHECKING:
    from landwaiter.services.bundles import BundleIn
    from landwaiter.services.official import OfficialImport
    from landwaiter.services.packs import PackImport


def import_pack(session: Session, said: ImportPack, tell: Tell) -> "PackImport | OfficialImport":
    """One pack from a folder or zip, or an official file: all of it or nothing."""
    from landwaiter.services import official
    from landwaiter.services.packs import import_pack_file

    given = {one.name: getattr(said, one.name) for one in fields(official.OfficialHead)}
    head = official.OfficialHead(**{**given, "mapping": said.mapping or {}})
    if official.is_pack_path(said.path):
        official.refuse_said(head, said.path)
        return import_pack_file(session, said.path, reason=said.reason)
    return official.import_official(session, said.path, head, reason=said.reason, progress=tell)


def import_shipped(session: Session, _said: ImportShipped, _tell: Tell) -> "tuple[PackImport, ...]":
    from landwaiter.services.packs import import_shipped as shipped

    return shipped(session)


def take_bundle(session: Session, said: TakeBundle, _tell: Tell) -> "BundleIn":
    from landwaiter.services.bundles import take_bundle as take

    return take(session, said.file)


def accepting(_doing: Doing, said: AcceptRoot, _none: None) -> Plain:
    from landwaiter.services.bundles import root_said

    return root_said(said)


def _why_accepted(said: AcceptRoot) -> str:
    return said.reason or _("Its fingerprint was compared with the publisher's.")


def task(doing: Doing, said: EndTask) -> EditionTask:
    """The task that the deed names, open or ended."""
    found = stored.tasks(doing.conn, only_open=False, task_id=said.task.strip())
    if not found:
        raise NotFound(
            _("There is no such task."),
            field="task",
            value=said.task,
            remedy=_("List the tasks to see them."),
        )
    return found[0]


def end_task(doing: Doing, said: EndTask, row: EditionTask) -> Account:
    """What was found on the case stays as it is."""
    if said.state not in ENDS:
        raise Invalid(
            _("A task ends done or dismissed."),
            field="state",
            value=said.state,
            remedy=_("Use one of {known}.").format(known=", ".join(ENDS)),
        )
    work, why = doing.work, said.reason.strip()
    if said.state == "dismissed" and len(why) < SHORTEST_REASON:
        raise Invalid(
            _("The reason has fewer than {least} characters.").format(least=SHORTEST_REASON),
            field="reason",
            value=said.reason,
            remedy=_("Say why the new edition does not matter for this case."),
        )
    stored.end_task(
        work.conn,
        id=work.new_id(),
        task_id=row.id,
        state=said.state,
        reason=why,
        author=work.actor,
        at=work.now,
    )
    payload = {
        "reference": row.reference,
        "pack": row.pack_id,
        "edition": row.edition,
        "state": said.state,
        "reason": why,
    }
    return Account(f"case/{row.case_id}/task/{row.id}", payload, (row.case_id,))


_IMPORT_PACK: Job[ImportPack] = Job(
    deeds.IMPORT_PACK,
    import_pack,
    MotionForm(
        imports.pack_title,
        imports.pack_object,
        imports.pack_facts,
        imports.import_pack,
        at_once=True,
    ),
)
_IMPORT_SHIPPED: Job[ImportShipped] = Job(deeds.IMPORT_SHIPPED, import_shipped)
_TAKE_BUNDLE: Job[TakeBundle] = Job(deeds.TAKE_BUNDLE, take_bundle)
_ACCEPT_ROOT: Mover[AcceptRoot, None] = Mover(
    deeds.ACCEPT_ROOT,
    accepting,
    MotionForm(
        roots.root_title, roots.root_object, roots.root_facts, roots.accept_root, at_once=True
    ),
    why=_why_accepted,
)
_END_TASK: Handler[EndTask, EditionTask] = Handler(deeds.END_TASK, end_task, task)
HANDLERS = (_IMPORT_PACK, _IMPORT_SHIPPED, _TAKE_BUNDLE, _ACCEPT_ROOT, _END_TASK)
