"""The last tables of a report: chronology, editions used, evidence with hashes."""

from landwaiter.canonical import instant
from landwaiter.domain.base.certainty import MEANING
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.evidence.facts import CUSTODY, EVIDENCE
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.review.facts import MOTION
from landwaiter.i18n import _, joined, plural
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.base.wording import shown_edition
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.evidence.evidence_words import (
    source_of,
    told_custody,
    told_grade,
    told_wipe,
)
from landwaiter.services.evidence.previews import VIEWED
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.reports.dossier.columns import columns_of

_CALENDAR = "calendar"


def history_table(view: CaseView) -> Table:
    """What was done, without who looked at evidence: that is for the office to answer."""
    looks = deed_title(VIEWED)
    return Table(
        id="chronology",
        title=_("Chronology"),
        subtitle=_("from the sealed audit chain"),
        columns=(
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=24),
            DossierColumn("deed", _("What"), Content.OPEN, width=26),
            DossierColumn("who", _("Who"), Content.PERSONAL, width=20),
            DossierColumn("text", _("Content"), Content.INTERNAL, width=60),
            DossierColumn("seq", "#", Content.OPEN, CellType.CODE, width=9),
        ),
        rows=tuple(
            (instant(entry.at), entry.deed, entry.actor, entry.text, str(entry.seq))
            for entry in reversed(view.history)
            if entry.deed != looks
        ),
    )


def two_persons_table(view: CaseView) -> Table | None:
    """Deeds beside the decision that two persons did; None where there were none."""
    done = [one for one in view.case.motions if one.state is MotionState.CARRIED_OUT]
    if not done:
        return None
    return Table(
        id="two_persons",
        title=_("Deeds of two persons"),
        subtitle=_("each signed by both; the second over the text and the head of the audit chain"),
        columns=columns_of(
            MOTION, {"deed": 46, "reason": 46, "by": 20, "second": 24, "at": 24, "text": 40}
        ),
        rows=tuple(_motion_row(one) for one in done),
    )


def _motion_row(motion: Motion) -> tuple[Cell, ...]:
    """Seconded only where the signature verifies."""
    second = motion.second
    who = second.seconder if second and motion.valid else _("not validly seconded")
    at = instant(second.at) if second else instant(motion.at)
    return (
        motion.title,
        motion.reason,
        motion.author,
        CellMark(who, strong=not motion.valid),
        at,
        motion.text_sha256,
    )


def editions_table(view: CaseView, editions: tuple[EditionRow, ...]) -> Table:
    """Of the calendars, only the one of the case's own authorities is named."""
    own = f"calendar_{view.case.member_state}"
    return Table(
        id="editions",
        title=_("Editions used"),
        subtitle=_("bold: past its age limit"),
        columns=(
            DossierColumn("title", _("What"), Content.OPEN, width=40),
            DossierColumn("edition", _("Edition"), Content.OPEN, width=24),
            DossierColumn("trust", _("Age, trust"), Content.OPEN, width=28),
        ),
        rows=tuple(_edition_row(row) for row in editions if row.kind != _CALENDAR or row.id == own),
        form=TableForm.HALVES,
    )


def _edition_row(row: EditionRow) -> tuple[Cell, ...]:
    age = (
        plural(row.age_days, "{n} day, {trust}", "{n} days, {trust}", trust=row.trusted)
        if row.age_days is not None
        else row.trusted
    )
    edition = _("in confidence") if row.confidential else shown_edition(row.edition)
    return row.told, edition, CellMark(age, strong=row.stale)


def evidence_table(view: CaseView) -> Table:
    """Annexes with their hashes; a source in confidence is not named, a wiped file is said."""
    state = view.case.member_state
    wiped = (told_wipe(piece, state=state) for piece in view.case.evidence)
    return Table(
        id="evidence",
        title=_("Evidence"),
        columns=columns_of(
            EVIDENCE,
            {
                "no": 9,
                "name": 30,
                "from": 23,
                "received": 17,
                "size": 16,
                "seal": 14,
                "grade": 9,
                "sha256": 40,
            },
        ),
        rows=tuple(_evidence_row(piece, state) for piece in view.case.evidence),
        notes=(*_grades_said(view.case.evidence), *filter(None, wiped)),
        contents=tuple(_SHOWN_BY[piece.is_in_confidence] for piece in view.case.evidence),
        empty=_("No file was added as evidence."),
    )


_IN_CONFIDENCE = (None, Content.SOURCE, Content.SOURCE, None, None, None, None, Content.SOURCE)
"""A name and a hash show where a known file came from."""
_SHOWN_BY = {True: _IN_CONFIDENCE, False: (None,) * len(_IN_CONFIDENCE)}
"""Whether the source spoke in confidence → the classes of the cells of its row."""


def _evidence_row(piece: Evidence, state: str) -> tuple[Cell, ...]:
    received = piece.custody[0] if piece.custody else None
    name = piece.name
    if piece.redacts is not None:
        name = _("{name}, redacted copy of {label}").format(name=name, label=label(piece.redacts))
    if piece.wipe is not None:
        name = _("{name}, wiped").format(name=name)
    seals = [event.seal for event in piece.custody if event.seal]
    return (
        piece.label,
        name,
        source_of(piece),
        local_date(received.at if received else piece.at, state).isoformat(),
        str(piece.size),
        seals[-1] if seals and not piece.is_in_confidence else "–",
        piece.grade or "–",
        piece.sha256,
    )


def _grades_said(pieces: tuple[Evidence, ...]) -> tuple[str, ...]:
    """What the letters and figures mean, for a reader without the table."""
    grades = sorted({piece.grade for piece in pieces if piece.grade})
    return tuple(joined("", (told_grade(grade), ".")) for grade in grades)


def custody_table(view: CaseView) -> Table | None:
    """The chain of custody of every piece; None where there is no evidence."""
    events = tuple((piece, event) for piece in view.case.evidence for event in piece.custody)
    rows = tuple(
        (
            piece.label,
            instant(event.at),
            told_custody(event, hide_source=piece.is_in_confidence),
            event.author,
        )
        for piece, event in events
    )
    if not rows:
        return None
    return Table(
        id="custody",
        title=_("Chain of custody"),
        columns=columns_of(CUSTODY, {"no": 9, "at": 24, "what": 85, "who": 24}),
        rows=rows,
        contents=tuple(
            (None, None, Content.SOURCE if piece.is_in_confidence else None, None)
            for piece, _event in events
        ),
    )


def certainties_table() -> Table:
    """Each word with its meaning."""
    return Table(
        id="certainties",
        title=_("What the words of certainty mean"),
        columns=(
            DossierColumn("word", _("Certainty"), Content.OPEN, width=16),
            DossierColumn("means", _("Means"), Content.OPEN, width=60),
        ),
        rows=tuple((_(word.value), _(said)) for word, said in MEANING.items()),
    )
