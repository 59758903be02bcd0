"""How each deed of the office that waits for a second person is moved, by its motion."""

from collections.abc import Mapping

from landwaiter.services.audit import erasure
from landwaiter.services.deeds.handler import MotionForm
from landwaiter.services.evidence import evidence_wipe

OLD_FORMS: Mapping[str, MotionForm] = {
    evidence_wipe.DEED: MotionForm(
        evidence_wipe.wipe_title,
        evidence_wipe.wipe_object,
        evidence_wipe.wipe_facts,
        evidence_wipe.wipe,
    ),
    erasure.DEED: MotionForm(
        erasure.erase_title,
        erasure.erase_object,
        erasure.erase_facts,
        erasure.erase,
    ),
}
