"""Which control entries goods may fall under, told by several independent sources.

`candidates` in the module above puts them together: `headings` (the commodity code), `written`
(codes and titles in the text), `substances` (CAS, UN, CUS), `seen` (parts assessed before),
`terms` (the trade glossary: `folding` → `vocabulary` → `glossary` → `evidence`, with `followers`
for software and technology), `official_text` (texts of the lists), `documents` (what is declared).
`leads` adds them up.
"""
