"""What a review says of its signature: whose it is, over what, and what became of a proposal."""

from landwaiter.domain.cases.case import Decision
from landwaiter.domain.cases.decision import PENDING, decision_state_word
from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import _
from landwaiter.services.base.wording import sentence
from landwaiter.services.review.review_view import ReviewView
from landwaiter.ui.kit.cards import Banner
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.words import audit_number, clock_time, day, local_day, short_hash


def verdict(view: ReviewView, act: str) -> Permission | None:
    """What the case says of an act, for who reviews it."""
    return next((one for one in view.view.acts if one.act == act), None)


def is_decided(view: ReviewView) -> bool:
    """Nothing of it is left to whoever looks at it: it was approved, or sent back."""
    decision = view.view.case.decision
    if decision is None or decision.state not in PENDING:
        return decision is not None
    back = verdict(view, "return")
    is_left = view.may_countersign or (back is not None and back.allowed)
    return decision.approval is not None and not is_left


def banner(view: ReviewView) -> Banner:
    """Whether this person may decide, or what became of it."""
    decision = view.view.case.decision
    if is_decided(view) and decision is not None:
        return _decided(decision)
    may = view.may_approve or view.may_countersign
    icon = Glyph("four-eyes" if may else "lock", 16, "accent")
    if may:
        first, rest = _("You may decide this. "), _("You have edited nothing in this version.")
    else:
        first, rest = _("You may not approve this. "), view.why_not
    return Banner(
        icon,
        Gap(12),
        Text(first, size=Size.BODY, bold=True),
        Text(rest, size=Size.BODY),
        note=_("Any change of substance voids an approval."),
        ground="tint",
        edge="accent",
    )


def _decided(decision: Decision) -> Banner:
    """What became of it, by whom and when."""
    approval, why = decision.approval, decision.return_reason or ""
    if approval is None:
        became = Text(sentence(decision_state_word(decision.state)), size=Size.BODY, bold=True)
        return Banner(Glyph("return", 16, "accent"), Gap(12), became, Gap(8), Text(why))
    told = _("Approved and signed by {approver}, key {key}…").format(
        approver=approval.approver, key=approval.key[:8]
    )
    return Banner(
        Glyph("tick", 16, "ok"),
        Gap(12),
        Text(told, size=Size.BODY, bold=True),
        note=f"{day(local_day(approval.at))} {clock_time(approval.at)}",
        ground="okbg",
        edge="ok",
    )


def signs(view: ReviewView) -> tuple[Line, ...]:
    """As whom, with which key and over what the act signs."""
    figures = " ".join(view.key[at : at + 4] for at in range(0, min(len(view.key), 12), 4))
    head = audit_number(view.view.audit_seq)
    return (
        (
            Text(_("Signs as "), "text2"),
            Text(view.signs_as, bold=True),
            Text(
                _(", Ed25519 key {figures}; asks for your password").format(figures=figures),
                "text2",
            ),
        ),
        (
            Text(
                _("over {hash} and audit head {head}").format(
                    hash=short_hash(view.text_sha256), head=head
                ),
                "text2",
            ),
        ),
    )


def signed(view: ReviewView) -> tuple[Line, ...]:
    """The hash that is signed, by whom it was proposed and approved, and how that is printed."""
    decision = view.view.case.decision
    sha = view.text_sha256
    halves = [
        " ".join(sha[at : at + 16] for at in range(start, start + 32, 16)) for start in (0, 32)
    ]
    title = _("What was signed") if decision and decision.approval else _("What you sign")
    lines: list[Line] = [
        (Text(title, size=Size.BODY, bold=True),),
        (Text(_("the canonical text of this version, SHA-256"), "text2"),),
        *(((Text(half, size=Size.SMALL, mono=True, whole=True),)) for half in halves),
    ]
    if decision is not None:
        said = _("proposed by {author}, {day}").format(
            author=decision.author, day=day(local_day(decision.at))
        )
        lines.append((Text(said, "text2"),))
        if decision.approval is not None:
            approved = _("approved by {approver}, {day}").format(
                approver=decision.approval.approver, day=day(local_day(decision.approval.at))
            )
            lines.append((Text(approved, "text2"),))
    printed = _("Printed as “Signed by {name}, key {key}…”").format(
        name=view.signs_as.split(",", maxsplit=1)[0], key=view.key[:4]
    )
    return (*lines, (Text(printed, "text2", Size.SMALL),))
