"""How two words met is told in words of the reader, whatever the screening names."""

import ast
import inspect

from landwaiter.screening import alignment, spelling
from landwaiter.services.hits.hit_sides import METHODS, method_word, reading, script_of

NO_METHODS = {"arabic", "cyrillic", "e", "han", "hebrew", "latin", "s", "yo"}
"""Scripts and letters that stand beside the methods."""


def test_each_method_of_the_screening_has_a_word() -> None:
    words = {
        node.value
        for module in (alignment, spelling)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.replace(" ", "").isalpha()
        and node.value.islower()
        and len(node.value) < 20
    }
    assert words - NO_METHODS == set(METHODS)
    assert all(method_word(method) for method in METHODS)


def test_a_name_in_latin_letters_is_not_read_once_more() -> None:
    assert (script_of("Lathe"), reading("Lathe")) == ("Latin", "")
    assert (script_of("Станок"), reading("Станок")) == ("Cyrillic", "stanok")
    assert script_of("ไทย") == "Thai"
