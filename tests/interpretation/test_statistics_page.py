"""docs/statistics.md tells what each shipped scale really has: its table is what the code finds."""

from collections.abc import Iterator

from tests.instruments.shipped import FOLDER
from tests.records.results import LIBRARY
from wellbeing_app.instruments.library.evidence import Evidence, Figure
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.rules import ScoreRule
from wellbeing_app.interpretation.backing import (
    change_basis,
    error_basis,
    norm_basis,
    number,
    screen_basis,
    screen_refusal,
)

PAGE = FOLDER.parent / "docs" / "statistics.md"
HEAD = (
    "| scale: score | lines | margin | change beyond error | chance at the line | compared with |"
)
REFUSED = {
    "circular": "none: the line was drawn with the scale itself",
    "accuracy": "none: no accuracy by an interview at that line",
    "rate": "none: no fitting base rate",
    None: "none: no line",
}


def table() -> str:
    """The table as it must stand in the page."""
    return "\n".join([HEAD, "|---" * 6 + "|", *_rows()])


def _rows() -> Iterator[str]:
    for instrument in LIBRARY.instruments():
        evidence = LIBRARY.evidence(instrument.key.code)
        for rule in instrument.scores:
            yield f"| {' | '.join(_cells(instrument, rule, evidence))} |"


def _cells(instrument: Instrument, rule: ScoreRule, evidence: Evidence) -> Iterator[str]:
    yield f"{instrument.key.code}: {rule.id}"
    yield rule.norms.source or "" if rule.norms else "none sourced"
    error = error_basis(evidence, rule.id)
    yield (
        f"SEM {error.error:.2f}: SD from {_who(error.deviation)}; "
        f"reliability from {_who(error.reliability)}"
        if error
        else "none published"
    )
    change = change_basis(evidence, rule.id)
    yield f"{change.points:.1f}: {_who(change.retest)}" if change else "cannot tell yet"
    screen = screen_basis(evidence, rule.id)
    yield (
        f"{_share(screen.sensitivity)} / {_share(screen.specificity)} "
        f"from `{screen.sensitivity.source}`; "
        f"base rates {', '.join(f'{_percent(r)} % (`{r.source}`)' for r in screen.rates)}"
        if screen
        else REFUSED[screen_refusal(evidence, rule.id)]
    )
    sample = norm_basis(evidence, rule.id, "en")
    yield _who(sample) if sample else "no fitting sample in English"


def _who(figure: Figure) -> str:
    place = ", ".join(part for part in (figure.population, figure.country) if part)
    return f"{place} (`{figure.source}`)"


def _share(figure: Figure) -> str:
    return f"{number(figure, 'value'):g}"


def _percent(figure: Figure) -> str:
    return f"{number(figure, 'percent'):g}"


def test_the_page_has_the_table_that_the_sources_give() -> None:
    assert table() in PAGE.read_text("utf-8"), f"put this into {PAGE.name}:\n{table()}"


def test_the_page_names_every_scale_a_visitor_may_take() -> None:
    text = PAGE.read_text("utf-8")
    assert [one.key.code for one in LIBRARY.instruments() if one.scores] == [
        code
        for code in sorted({one.key.code for one in LIBRARY.instruments() if one.scores})
        if f"| {code}: " in text
    ]
