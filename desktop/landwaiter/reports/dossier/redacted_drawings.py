"""Nothing of a drawing tells by its form what its words no longer say."""

from collections.abc import Collection
from dataclasses import replace

from landwaiter.reports.dossier.dossier import Table, TableDrawing


def redacted_drawing(table: Table, drawing: TableDrawing, taken: Collection[str]) -> TableDrawing:
    """It with plain boxes and lines where the places in `taken` stood."""

    def is_taken(row: int, column: int) -> bool:
        return f"{table.id}/{row + 1}/{table.columns[column].key}" in taken

    return replace(
        drawing,
        boxes=tuple(
            replace(box, shape="box", strong=False, tags=())
            if is_taken(box.row, box.column)
            else box
            for box in drawing.boxes
        ),
        lines=tuple(
            replace(line, style="solid", arrow=False, strong=False)
            if is_taken(line.row, line.column)
            else line
            for line in drawing.lines
        ),
    )
