"""What can be said of each subject, once: title, kind of value, who may read it, where it is from.

Cards, terminal, dossiers, JSON and the columns of our CSV draw on it. What the rules of the law
look at is something else (`domain/facts.py`).
"""
