"""Commands on letters and their templates."""
