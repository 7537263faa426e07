"""K5: a secret is compared in constant time, or by a database that looks for its derived id."""

import ast
from pathlib import Path

import wellbeing_app

SECRETS = {"secret", "token", "password", "recovery", "private", "factor", "pepper", "csrf_token"}
ALLOWED = {
    "accounts/forms.py": {"sent('again') != password"},
    "history/opened.py": {"waiting.token != one.mark"},
    "instruments/engine/expression_syntax.py": {"token.text == 'true'"},
    "results/notes.py": {"request.form.get('check') != check.token"},
    "selfcheck/taking.py": {"request.form.get('check') != check.token"},
    "storage/kept.py": {"one.secret != shown.secret"},
    "web/visit/instead.py": {"request.form.get(INSTEAD) == check.token"},
}
"""Both sides were typed by one person; a word of a formula; the check's number in a person's own
sealed visit, which opens nothing; one's own codes inside one's own opened history."""


def hasty(code: str) -> set[str]:
    """Comparisons with == or != of something named as a secret; how long it is may be compared."""
    return {
        ast.unparse(node)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Compare)
        and any(isinstance(operator, ast.Eq | ast.NotEq) for operator in node.ops)
        and any(names(side) & SECRETS for side in (node.left, *node.comparators))
    }


def names(side: ast.expr) -> set[str]:
    """The names in one side of a comparison, other than inside `len(...)`."""
    if isinstance(side, ast.Call) and ast.unparse(side.func) == "len":
        return set()
    found = {node.id for node in ast.walk(side) if isinstance(node, ast.Name)}
    return found | {node.attr for node in ast.walk(side) if isinstance(node, ast.Attribute)}


def test_no_secret_is_compared_letter_by_letter() -> None:
    root = Path(wellbeing_app.__path__[0])
    found = {
        path.relative_to(root).as_posix(): several
        for path in root.rglob("*.py")
        if (several := hasty(path.read_text("utf-8")))
    }
    assert found == ALLOWED


def test_a_hasty_comparison_would_be_found() -> None:
    assert hasty("if typed == contents.recovery: pass") == {"typed == contents.recovery"}
    assert hasty("def f(): return token() != sent") == {"token() != sent"}
    assert hasty("hmac.compare_digest(secret, typed)") == set()
    assert hasty("len(secret) != 15") == set()
