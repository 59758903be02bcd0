"""Official files in: tables, texts and lists of authorities as rows of reference packs.

`registry.IMPORTERS` names them all. An importer tells by the content whether a file is its own,
reads every row or says what is wrong with it, and never keeps a part.
"""
