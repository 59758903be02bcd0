"""Words as they stand on paper: direction, breaks, faces, glyphs, lines."""
