"""Reference data by which cases are judged: packs, control lists, embargoes, official files."""
