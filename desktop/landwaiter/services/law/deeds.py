"""Carries out the deeds on reference data."""
# ruff: noqa: PLC0415 (imported where needed: what reads packs and bundles is slow to load)

from dataclasses import fields
from typing import TYPE_CHECKING

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.law import deeds
from landwaiter.domain.law.deeds import (
    ENDS,
    AcceptRoot,
    EndTask,
    ImportPack,
    ImportShippedPacks,
    TakeBundle,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.deeds.handler import Account, Doing, Handler, Job, Mover, Tell
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.law import seconded_imports, seconded_roots
from landwaiter.services.warm.session import Session
from landwaiter.storage.law import edition_tasks as stored
from landwaiter.storage.law.edition_tasks import EditionTask

if TYPE_CHECKING:
    from landwaiter.services.law.bundles import BundleIn
    from landwaiter.services.law.official_files import OfficialImport
    from landwaiter.services.law.packs import PackImport


def import_pack(session: Session, said: ImportPack, tell: Tell) -> "PackImport | OfficialImport":
    """One pack from a folder or zip, or an official file: all of it or nothing."""
    from landwaiter.services.law import official_files
    from landwaiter.services.law.packs import import_pack_file

    given = {one.name: getattr(said, one.name) for one in fields(official_files.OfficialHead)}
    head = official_files.OfficialHead(**{**given, "mapping": said.mapping or {}})
    if official_files.is_pack_path(said.path):
        official_files.refuse_said(head, said.path)
        return import_pack_file(session, said.path, reason=said.reason)
    return official_files.import_official(
        session, said.path, head, reason=said.reason, progress=tell
    )


def import_shipped(
    session: Session, _said: ImportShippedPacks, _tell: Tell
) -> "tuple[PackImport, ...]":
    from landwaiter.services.law.packs import import_shipped as shipped

    return shipped(session)


def take_bundle(session: Session, said: TakeBundle, _tell: Tell) -> "BundleIn":
    from landwaiter.services.law.bundles import take_bundle as take

    return take(session, said.file)


def accepting(_doing: Doing, said: AcceptRoot, _none: None) -> Plain:
    from landwaiter.services.law.bundles import root_said

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
            plural(
                SHORTEST_REASON,
                "The reason has fewer than {n} character.",
                "The reason has fewer than {n} characters.",
            ),
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
        seconded_imports.pack_title,
        seconded_imports.pack_object,
        seconded_imports.pack_facts,
        seconded_imports.import_pack,
        at_once=True,
    ),
)
_IMPORT_SHIPPED: Job[ImportShippedPacks] = Job(deeds.IMPORT_SHIPPED, import_shipped)
_TAKE_BUNDLE: Job[TakeBundle] = Job(deeds.TAKE_BUNDLE, take_bundle)
_ACCEPT_ROOT: Mover[AcceptRoot, None] = Mover(
    deeds.ACCEPT_ROOT,
    accepting,
    MotionForm(
        seconded_roots.root_title,
        seconded_roots.root_object,
        seconded_roots.root_facts,
        seconded_roots.accept_root,
        at_once=True,
    ),
    why=_why_accepted,
)
_END_TASK: Handler[EndTask, EditionTask] = Handler(deeds.END_TASK, end_task, task)
HANDLERS = (_IMPORT_PACK, _IMPORT_SHIPPED, _TAKE_BUNDLE, _ACCEPT_ROOT, _END_TASK)
