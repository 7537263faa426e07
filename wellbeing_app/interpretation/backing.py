"""Which published figures may back which statement about a score (DESIGN section 4).

A figure that is only remembered backs nothing. The rules, one function each:

- a margin rests on a standard error whose SD and reliability are both sourced, for this score, and
  which the evidence file puts together by name;
- a reliable change rests on a test-retest figure, the strictest where several are known;
- a predictive value rests on a line that was held against an independent interview, its
  sensitivity and specificity from that same source, and a base rate by interview of that very
  condition over that very time;
- a comparison with others rests on a sample drawn to stand for the adults of a place, whose size,
  country, year and language are named, in the person's language; a whole country goes before a
  part of it, and the newer sample before the older.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing_app.instruments.library.evidence import Evidence, Figure, Seen, Source
from wellbeing_app.interpretation.statistics import reliable_change, standard_error

COEFFICIENTS = ("r", "icc", "alpha")


@dataclass(frozen=True)
class ErrorBasis:
    """The standard error of a score, in points, and the two figures it is made of."""

    error: float
    deviation: Figure
    reliability: Figure
    sources: tuple[Source, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its figures were found in, as far as they are known."""
        found = (self.deviation.language, self.reliability.language)
        return tuple(dict.fromkeys(one for one in found if one))

    def fits(self, language: str) -> bool:
        """Return whether both figures were found in this language."""
        return all(fits_language(one, language) for one in (self.deviation, self.reliability))

    @property
    def one_occasion(self) -> bool:
        """The reliability is the agreement of the questions on one day: the error is a low one."""
        return self.reliability.kind == "reliability"


@dataclass(frozen=True)
class ChangeBasis:
    """The smallest change beyond error, in points, the test-retest figure and where both stand."""

    points: float
    retest: Figure
    sources: tuple[Source, ...]
    printed: bool = False
    """The authors printed it; else it is worked out."""

    @property
    def people(self) -> str:
        """In whom it was found, and where."""
        return ", ".join(part for part in (self.retest.population, self.retest.country) if part)


@dataclass(frozen=True)
class ScreenBasis:
    """A line, how often it is right, and how common the condition is: the first rate is shown."""

    line: Figure
    sensitivity: Figure
    specificity: Figure
    rates: tuple[Figure, ...]
    source: Source


def fits_language(figure: Figure, language: str) -> bool:
    """Return whether a figure was found in the person's language: the one rule of fitness.

    A norm of another language is not shown. A margin of one is, named as such and less certain.
    """
    return figure.language == language


def error_basis(evidence: Evidence, score: str, language: str = "") -> ErrorBasis | None:
    """Return what a margin may rest on; None: no margin is published for this score.

    One found in the person's language goes before any other.
    """
    found = tuple(_error_bases(evidence, score))
    return next((one for one in found if one.fits(language)), next(iter(found), None))


def _error_bases(evidence: Evidence, score: str) -> Iterator[ErrorBasis]:
    for figure in _shown(evidence, score, "sem"):
        used = [evidence.figure(name) for name in figure.uses]
        deviation = next((one for one in used if number(one, "sd") is not None), None)
        reliability = next((one for one in used if coefficient(one) is not None), None)
        if deviation and reliability:
            yield ErrorBasis(
                standard_error(number(deviation, "sd") or 0, coefficient(reliability) or 0),
                deviation,
                reliability,
                _sources(evidence, deviation, reliability),
            )


def change_basis(evidence: Evidence, score: str) -> ChangeBasis | None:
    """Return what a reliable change may rest on; None: no test-retest figure, cannot tell yet.

    Where several are known it is the strictest: what is beyond the error of patients is beyond that
    of people in general too, and who reads it may be either.
    """
    found = [
        basis
        for figure in _shown(evidence, score, "reliable-change")
        if (basis := _change_basis(evidence, figure))
    ]
    return max(found, key=lambda one: one.points, default=None)


def _change_basis(evidence: Evidence, figure: Figure) -> ChangeBasis | None:
    """One figure of change: worked out from an SD and a retest put together, or printed."""
    used = [evidence.figure(name) for name in figure.uses]
    retest = next((one for one in used if one.kind == "test-retest"), None)
    deviation = next((one for one in used if number(one, "sd") is not None), None)
    if retest and deviation:
        error = standard_error(number(deviation, "sd") or 0, coefficient(retest) or 0)
        sources = _sources(evidence, deviation, retest)
        return ChangeBasis(reliable_change(error), retest, sources)
    retests = _shown(evidence, figure.score, "test-retest")
    same = next((one for one in retests if one.source == figure.source), None)
    printed = number(figure, "value")
    if figure.seen is not Seen.COMPUTED and same and printed is not None:
        return ChangeBasis(printed, same, _sources(evidence, figure), printed=True)
    return None


def screen_basis(evidence: Evidence, score: str) -> ScreenBasis | None:
    """Return what a predictive value may rest on; None where any piece is missing."""
    for line in _shown(evidence, score, "cut-off"):
        found = [_pair(evidence, line, kind) for kind in ("sensitivity", "specificity")]
        rates = tuple(rate for rate in _shown(evidence, score, "base-rate") if _fits(rate, line))
        if found[0] and found[1] and rates:
            source = evidence.sources[found[0].source]
            return ScreenBasis(line, found[0], found[1], rates, source)
    return None


def screen_refusal(evidence: Evidence, score: str) -> str | None:
    """Return why no predictive value is shown, None where one is or where there is no line.

    `circular`: the line was drawn with the scale itself or another questionnaire. `accuracy`: how
    often the line is right when an interview decides was not found. `rate`: no base rate of that
    very condition over that very time was found.
    """
    lines = list(_shown(evidence, score, "cut-off"))
    banded = any(_shown(evidence, score, "bands"))
    if not (lines or banded) or screen_basis(evidence, score):
        return None
    if lines and all(line.circular for line in lines):
        return "circular"
    paired = any(_pair(evidence, line, "sensitivity") for line in lines)
    return "rate" if paired else "accuracy"


def undrawn_line(evidence: Evidence, score: str) -> str | None:
    """Return how a line is known of a score for which none is drawn; None: no line was found.

    `published`: a figure of one was seen. `passed-on`: only others tell of it.
    """
    figures = [one for kind in ("cut-off", "bands") for one in _shown(evidence, score, kind)]
    if not figures:
        return None
    return "passed-on" if all(one.seen is Seen.SECONDARY for one in figures) else "published"


def norm_basis(evidence: Evidence, score: str, language: str) -> Figure | None:
    """Return the sample a score may be compared with; None where none fits.

    A sample of a whole country goes before one of a part of it, then a published share of people
    at a line before a mean and an SD, which suppose a normal curve, then the newer.
    """
    fitting = (
        figure
        for kind in ("norm", "mean")
        for figure in _shown(evidence, score, kind)
        if _stands_for_adults(figure, language) and (_is_share(figure) or _is_curve(figure))
    )
    return min(fitting, key=_after, default=None)


def unsized_norms(evidence: Evidence, norm: Figure) -> tuple[Figure, ...]:
    """Return shares of the whole country that would go before this one of a part of it.

    They do not, as how many people they asked was not seen.
    """
    return tuple(
        figure
        for figure in _shown(evidence, norm.score, "norm")
        if norm.region
        and figure.general
        and not (figure.region or figure.sample)
        and (figure.country, figure.language) == (norm.country, norm.language)
        and _is_share(figure)
        and number(figure, "at_or_above") == number(norm, "at_or_above")
    )


def number(figure: Figure, name: str) -> float | None:
    """Return a named number of a figure; a figure that is one number has the name `value`."""
    value = {"value": figure.value} if isinstance(figure.value, float) else figure.value
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, float) else None


def coefficient(figure: Figure) -> float | None:
    """Return a reliability or test-retest coefficient, 0 to 1, as one number."""
    return next((n for n in (number(figure, name) for name in COEFFICIENTS) if n is not None), None)


def _shown(evidence: Evidence, score: str, kind: str) -> Iterator[Figure]:
    return (
        figure
        for figure in evidence.figures
        if figure.kind == kind and figure.score == score and figure.shows
    )


def _sources(evidence: Evidence, *figures: Figure) -> tuple[Source, ...]:
    keys = dict.fromkeys(figure.source for figure in figures)
    return tuple(evidence.sources[key] for key in keys)


def _independent(figure: Figure) -> bool:
    named = figure.target is not None and figure.window is not None
    return named and figure.standard == "interview" and not figure.circular


def _fits(figure: Figure, line: Figure) -> bool:
    alike = (figure.target, figure.window) == (line.target, line.window)
    return alike and _independent(figure) and (figure.kind != "base-rate" or _is_rate(figure))


def _pair(evidence: Evidence, line: Figure, kind: str) -> Figure | None:
    """The sensitivity or specificity of this very line, by an interview."""
    if not _independent(line):
        return None
    return next(
        (
            figure
            for figure in _shown(evidence, line.score, kind)
            if _fits(figure, line)
            and figure.population == line.population
            and number(figure, "at_or_above") == number(line, "at_or_above")
            and number(figure, "at_or_below") == number(line, "at_or_below")
            and number(figure, "value") is not None
        ),
        None,
    )


def _is_rate(figure: Figure) -> bool:
    return number(figure, "percent") is not None and bool(figure.population and figure.year)


def _stands_for_adults(figure: Figure, language: str) -> bool:
    named = figure.sample and figure.country and figure.year
    return bool(figure.general and named and fits_language(figure, language))


def _after(figure: Figure) -> tuple[bool, bool, int]:
    return bool(figure.region), not _is_share(figure), -(figure.year or 0)


def _is_share(figure: Figure) -> bool:
    return number(figure, "at_or_above") is not None and number(figure, "percent") is not None


def _is_curve(figure: Figure) -> bool:
    return number(figure, "mean") is not None and number(figure, "sd") is not None
