"""The tables both files share: the dossier's own, and those made of its other parts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

from landwaiter.canonical import instant
from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import PROFILE_WORDS
from landwaiter.reports.dossier.cells import figure_text, long_instant, number_spans
from landwaiter.reports.dossier.dossier import (
    ApprovalPart,
    CellMark,
    CellType,
    ChainHead,
    DecisionPart,
    Dossier,
    DossierColumn,
    ItemOutcome,
    MinistryAnswer,
    Redaction,
    Table,
    TableForm,
    Voucher,
)
from landwaiter.reports.dossier.wording import _


def answer_lines(answer: MinistryAnswer) -> tuple[tuple[str, str], ...]:
    """Label and sentence of the first lines."""
    late = ((_("Was due"), answer.overdue),) if answer.overdue else ()
    return (
        (_("Goods"), answer.goods),
        (_("Who"), answer.who),
        (_("Where to"), answer.where_to),
        (_("Goods now"), answer.goods_now),
        (_("Asked of you"), answer.asked_of_you),
        *late,
    )


def outcome_lines(decision: DecisionPart) -> tuple[ItemOutcome, ...]:
    """One line for the items of one outcome; the whole outcome where no item has its own."""
    if not decision.items:
        return (ItemOutcome("", decision.outcome, decision.basis, decision.said),)
    same: dict[ItemOutcome, list[ItemOutcome]] = {}
    for one in decision.items:
        same.setdefault(replace(one, item=""), []).append(one)
    return tuple(
        ones[0] if len(ones) == 1 else replace(line, item=_of_items(ones))
        for line, ones in same.items()
    )


def _of_items(ones: list[ItemOutcome]) -> str:
    numbers = (int(found.group()) for one in ones if (found := re.search(r"\d+", one.item)))
    return _("Items {numbers}").format(numbers=number_spans(numbers))


def signer_lines(dossier: Dossier) -> tuple[str, ...]:
    """Who signed the decision, each with who stands for the key, and whether one decided alone."""
    decision = dossier.decision
    if decision is None:
        return ()
    if decision.withheld and not decision.proposal_statement:
        said = [_("Who signed is withheld from this reader.")]
    else:
        said = [
            told.format(name=name, vouched=_vouched(by)) for told, name, by in _signatures(decision)
        ]
    approval = decision.approval
    if approval is not None and not approval.stands:
        said.append(_("Not validly approved: {why}").format(why=approval.why_not))
    if dossier.founded_by_one and not decision.approved_valid:
        said.append(_("Decided by one person: one person founded the office."))
    return tuple(said)


def _signatures(decision: DecisionPart) -> Iterator[tuple[str, str, Voucher]]:
    yield _("{name}, author; {vouched}"), decision.author, decision.author_vouched
    one, head = decision.approval, decision.countersignature
    if one is not None:
        by = (
            _("{name}, own decision; {vouched}") if one.by_one else _("{name}, approval; {vouched}")
        )
        yield by, one.approver, one.vouched
    if head is not None:
        yield _("{name}, countersignature; {vouched}"), head.approver, head.vouched


def _vouched(by: Voucher) -> str:
    """“key of a founder”, “key confirmed by Ana and Rev”."""
    names = (*by.by, *([_("an authority outside the office")] if by.authority else ()))
    if by.founder:
        return _("key of a founder")
    if not names:
        return _("key confirmed by nobody")
    if len(names) == 1:
        return _("key confirmed by {name}").format(name=names[0])
    first, last = ", ".join(names[:-1]), names[-1]
    return _("key confirmed by {names} and {last}").format(names=first, last=last)


def fingerprint(casebook: str) -> str:
    """The first 16 figures of a founding in groups of four, as people compare them."""
    return " ".join(casebook[at : at + 4] for at in range(0, min(16, len(casebook)), 4))


def decision_table(decision: DecisionPart, zone: tzinfo) -> Table:
    """Who decided, who approved, over which text, with which signature."""
    approval = decision.approval
    rows: list[tuple[str, str | CellMark]] = [
        (_("Status"), CellMark(decision.state, strong=True)),
        (
            _("Author"),
            _("{author}, {at}").format(author=decision.author, at=long_instant(decision.at, zone)),
        ),
        (_("Version"), figure_text(str(decision.version))),
    ]
    if decision.basis:
        rows.append((_("Basis"), decision.basis))
    if decision.reason:
        rows.append((_("Statement of reasons"), decision.reason))
    if approval is None:
        rows.append((_("Approved by"), CellMark(_("nobody yet"), strong=True)))
    else:
        rows += [
            (
                _("Decided by one person") if approval.by_one else _("Approved by"),
                _("{approver}, {at}").format(
                    approver=approval.approver, at=long_instant(approval.at, zone)
                ),
            ),
            (_("Signature"), CellMark(_signature_words(decision), strong=True)),
        ]
    if decision.countersignature is not None:
        rows.append((_("Countersigned by"), _countersigned_words(decision.countersignature, zone)))
    return Table(
        "decision",
        _("Decision and approval"),
        (
            DossierColumn("what", _("What"), Content.OPEN),
            DossierColumn("value", _("As recorded"), Content.OPEN),
        ),
        tuple(rows),
        subtitle=decision.notice,
        notes=tuple(_proof(decision)),
        form=TableForm.FACTS,
    )


def _countersigned_words(head: ApprovalPart, zone: tzinfo) -> str:
    return _("{approver}, head, {at}, key {key}… (Ed25519)").format(
        approver=head.approver, at=long_instant(head.at, zone), key=head.public_key[:8]
    )


def not_checked_table(dossier: Dossier) -> Table:
    return Table(
        "not_checked",
        _("Not checked"),
        (DossierColumn("sentence", _("What was not checked"), Content.OPEN),),
        tuple((sentence,) for sentence in dossier.not_checked),
        subtitle=_("nothing here may be read as clear"),
        empty=_("Nothing was named as not checked."),
    )


def read_me_table(dossier: Dossier) -> Table:
    """The first sheet of the Excel file: what, for whom, as of when, how to read and check it.

    What page one of the paper says follows.
    """
    rows: list[tuple[str, str | CellMark | None]] = [
        (_("Report"), CellMark(f"{dossier.report_type} {dossier.reference}", strong=True)),
        (_("Title"), dossier.title),
        (_("Marking"), dossier.marking),
        (_("Distribution"), dossier.distribution or None),
    ]
    if dossier.redaction:
        rows.append((_("For whom"), redaction_said(dossier.redaction)))
    if dossier.sample:
        rows.append((_("Sample"), CellMark(sample_sentence(), strong=True)))
    rows += [
        (_("Office"), dossier.office),
        (_("Made at"), instant(dossier.made_at)),
        (_("Judged as of"), dossier.judged_as_of.isoformat() if dossier.judged_as_of else None),
        (_("Times shown in"), dossier.time_zone),
        (_("Dossier"), dossier.id),
        (_("How to read it"), reading_sentence()),
        (_("Check"), check_sentence()),
    ]
    if dossier.answer:
        rows += answer_lines(dossier.answer)
    if dossier.decision:
        rows += _outcome_rows(dossier.decision)
    rows += [(_("Signed by"), line) for line in signer_lines(dossier)]
    rows += [
        (_("Founding"), fingerprint(dossier.casebook) or None),
        (_("Dossier, SHA-256"), dossier.sha256()),
        (_("Audit head"), _head(dossier.audit_head)),
        (_("Audit head of the case"), _head(dossier.case_head) if dossier.case_head else None),
    ]
    return Table(
        "read_me",
        _("Read me"),
        (
            DossierColumn("what", _("What"), Content.OPEN, width=20),
            DossierColumn("value", _("As stated"), Content.OPEN, CellType.TEXT, width=100),
        ),
        tuple(rows),
        form=TableForm.FACTS,
    )


def _head(head: ChainHead) -> str:
    return f"#{head.seq} {head.sha256}"


def all_tables(dossier: Dossier, zone: tzinfo) -> tuple[Table, ...]:
    """Every table of the report in its order, and first how to read them; of a form, its own."""
    if dossier.is_form:
        return (read_me_table(dossier), *dossier.tables)
    decided = (decision_table(dossier.decision, zone),) if dossier.decision else ()
    return (
        read_me_table(dossier),
        *dossier.tables,
        not_checked_table(dossier),
        *decided,
        *dossier.closing,
    )


def sample_sentence() -> str:
    return _("Sample data: companies are fictional.")


def redaction_said(part: Redaction) -> str:
    """“Redacted for party: 1 T, 3 S.”"""
    reader = _(PROFILE_WORDS[part.profile])
    if part.addressee:
        reader = _("{reader}, {addressee}").format(reader=reader, addressee=part.addressee)
    if not part.counts:
        return _("Made for {reader}; nothing is withheld.").format(reader=reader)
    counts = ", ".join(f"{one.count} {one.content.value}" for one in part.counts)
    return _("Redacted for {reader}: {counts}.").format(reader=reader, counts=counts)


def reading_sentence() -> str:
    """How every workbook is read; what only reports have follows."""
    how = _(
        "One table on each sheet. An empty cell tells nothing; what else there is to say of it "
        "stands in its row under “Note”."
    )
    beside = _(
        "What is said of a whole table stands on the sheet “Notes”. To print it on few pages, "
        "print this sheet and “For printing”, where there is one: every row and note of the others "
        "stands there. Printed whole, each sheet begins a page."
    )
    return f"{how} {beside}"


def check_sentence() -> str:
    return _(
        "Check, no casebook needed: landwaiter verify FILE says “consistent”; "
        "origin needs the office’s key sheet."
    )


def _outcome_rows(decision: DecisionPart) -> list[tuple[str, str | CellMark | None]]:
    return [
        (
            _("Decision, {item}").format(item=line.item) if line.item else _("Decision"),
            f"{line.said or line.outcome} {line.basis}".strip(),
        )
        for line in outcome_lines(decision)
    ]


def _proof(decision: DecisionPart) -> Iterator[str]:
    """What a recipient compares with the office's own papers."""
    yield _("Text of the decision, SHA-256: {sha256}").format(sha256=decision.text_sha256)
    if decision.approval is not None:
        yield _("Key of the approval, Ed25519: {key}").format(key=decision.approval.public_key)
    if decision.countersignature is not None:
        yield _("Key of the countersignature, Ed25519: {key}").format(
            key=decision.countersignature.public_key
        )


def _signature_words(decision: DecisionPart) -> str:
    approval = decision.approval
    if approval is None:
        return _("none")
    if approval.stands:
        return _("Signed by {approver}, key {key}… (Ed25519)").format(
            approver=approval.approver, key=approval.public_key[:8]
        )
    return _("Not validly approved: {why}").format(why=approval.why_not)
