"""A picture as a PNG file, the whole of it or none, readable by its owner only."""

from pathlib import Path

from PySide6.QtGui import QImage, QImageWriter

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.whole_file import whole_file


def write_picture(file: Path, image: QImage) -> None:
    """The picture at `file`; Unavailable where it cannot be written.

    Qt is told the format: the name under which it is written meanwhile does not say it.
    """
    with whole_file(file) as aside:
        if not QImageWriter(str(aside), b"PNG").write(image):
            raise Unavailable(
                _("The picture cannot be written."),
                file=str(file),
                remedy=_("Choose another folder, or make room on the disk."),
            )
