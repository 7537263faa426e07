"""A result as the few words that rules of interpretation look at, and the texts for them."""

from collections.abc import Iterable, Mapping, Sequence, Set

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Alert
from wellbeing_app.interpretation import own_questions
from wellbeing_app.interpretation.alarms import SELF_HARM, SELF_HARM_OPEN
from wellbeing_app.interpretation.own_facts import own_facts
from wellbeing_app.interpretation.own_questions import (
    Sides,
    given,
    partner_words,
    values_words,
)
from wellbeing_app.interpretation.quiet import is_all_quiet
from wellbeing_app.interpretation.reading import Reading
from wellbeing_app.interpretation.rules import Interpretation, Value

FEAR = {"no": "unsafe", "not_sure": "unsure"}
PRESSURE = {"yes_now": "now", "yes_before": "before", "not_sure": "unsure"}
"""Answers to C14 and C9 -> what was told. Another question with such an alert: only that it was."""
LONG_AGO = ("before", "unsure")
"""Pressure that is not said to be going on."""
GRADES = ("marked", "some", "few")
REASSURING = ("few", "below")
"""Grades that say that little is the matter."""
IMAGES = {"yes_before": "before", "afraid": "afraid"}
"""Answers to C8 that raise no alert -> what was told."""


def facts(
    readings: Sequence[tuple[str, Reading]],
    taken: Sequence[Taken],
    sides: Sides | None,
    alerts: Iterable[Alert],
    rules: Interpretation,
    *,
    whole: bool,
) -> Mapping[str, str]:
    """Return the facts of a result. `readings`: code and headline of each scored questionnaire.

    `whole`: all that the check asked is in `taken`.
    """
    grades = {code: grade(code, reading, rules) for code, reading in readings}
    own = own_facts(taken, sides, rules)
    return {
        "control": (control := _control(readings, grades, rules)),
        "control_open": "yes" if _control_open(readings, rules) else "no",
        "mood": _worst(grades, rules),
        "wellbeing": _wellbeing(grades, rules),
        "well": "yes" if _well(readings, rules) else "no",
        "scope": _scope(readings, grades, rules),
        "hard": "yes" if control == "line" or own["tried"] == "could_not" else "no",
        **_alarms({alert.topic for alert in alerts}, taken),
        **own,
        "quiet": "yes" if whole and is_all_quiet(readings, taken, rules) else "no",
        "leans": "yes" if _leaning(readings, grades, rules) else "no",
        "settled": "yes" if _is_settled(readings, rules) else "no",
        "scored": _scored(readings, rules),
        "graded": _graded(readings, grades),
        "worse": "yes" if any(_is_open_ended(*one, rules) for one in readings) else "no",
        "banded": "yes" if _banded(readings, grades) else "no",
    }


def values(
    readings: Sequence[tuple[str, Reading]],
    taken: Sequence[Taken],
    sides: Sides | None,
    rules: Interpretation,
) -> Mapping[str, Value]:
    """Return the texts and numbers that sentences may name."""
    clash = values_words(taken)
    grades = {code: grade(code, reading, rules) for code, reading in readings}
    control = [
        reading.title
        for code, reading in readings
        if _speaks_of(code, "control", rules) and reading.value is not None
    ]
    lined = [reading.title for code, reading in readings if grades[code] in {"line", "below"}]
    return {
        "gains": sides.gains if sides else (),
        "costs": sides.costs if sides else (),
        "control": tuple(lined or control),
        "open": _control_open(readings, rules),
        "leans": _leaning(readings, grades, rules),
        "banded": _banded(readings, grades),
        "well": _well(readings, rules),
        "answer": clash.answer if clash else "",
        "share": clash.share if clash and clash.share is not None else 0,
        "partner": partner_words(taken),
    }


def grade(code: str, reading: Reading, rules: Interpretation) -> str | None:
    """Return the grade of a score's sourced band; None without a score, a band or a grade.

    While answers are open it is the better one of all that the score can come to, as the person is
    in that one at least; one that reassures is given only where the worse end reassures too.
    """
    better, worse = _ends(code, reading, rules)
    return None if better in REASSURING and worse != better else better


def _ends(code: str, reading: Reading, rules: Interpretation) -> tuple[str | None, str | None]:
    """The grades at the better and the worse end of all a score can come to."""
    meaning, possible = rules.scales.get(code), reading.possible
    if meaning is None:
        return None, None
    sure = () if reading.band is None else (reading.band,)
    ends = possible.bands[:: max(1, len(possible.bands) - 1)] if possible else sure
    grades = [meaning.grade(band.minimum) for band in (reversed(ends) if meaning.turned else ends)]
    better = meaning.grade(reading.band.minimum) if reading.band else next(iter(grades), None)
    return better, grades[-1] if grades else None


def _is_open_ended(code: str, reading: Reading, rules: Interpretation) -> bool:
    """Whether open answers could still put a score into a worse grade than the one told of it."""
    better, worse = _ends(code, reading, rules)
    told = reading.value is not None or better not in REASSURING
    return reading.possible is not None and better is not None and told and worse != better


def _alarms(topics: Set[str], taken: Sequence[Taken]) -> Mapping[str, str]:
    """What called for help, each thing by itself, and how soon: `safety` is without the scores."""
    fear = (
        FEAR.get(str(given(taken, own_questions.SAFE_MOMENT)), "told") if "fear" in topics else "no"
    )
    answer = str(given(taken, own_questions.PRESSURE))
    pressure = PRESSURE.get(answer, "told") if "coercion" in topics else "no"
    is_now = bool(topics & {"self_harm", "fear", "image_threat"}) or pressure in ("now", "told")
    images = IMAGES.get(str(given(taken, own_questions.IMAGES)), "no")
    help_ = "now" if is_now else "before" if pressure in LONG_AGO else "none"
    care = bool(topics & {SELF_HARM, SELF_HARM_OPEN, "distress"})
    return {
        "self_harm": _self_harm(topics),
        "fear": fear,
        "pressure": pressure,
        "images": "now" if "image_threat" in topics else images,
        "hard_score": "yes" if "distress" in topics else "no",
        "safety": "before" if help_ == "none" and images != "no" else help_,
        "help": "care" if care else help_,
    }


def _self_harm(topics: Set[str]) -> str:
    return "yes" if SELF_HARM in topics else "open" if SELF_HARM_OPEN in topics else "no"


def _speaks_of(code: str, construct: str, rules: Interpretation) -> bool:
    meaning = rules.scales.get(code)
    return meaning is not None and meaning.about == construct


def _control(
    readings: Sequence[tuple[str, Reading]],
    grades: Mapping[str, str | None],
    rules: Interpretation,
) -> str:
    scored = _controls(readings, grades, rules)
    found = {grades[code] for code in scored}
    if not scored:
        return "none"
    return next((word for word in ("line", "below") if word in found), "unlined")


def _control_open(
    readings: Sequence[tuple[str, Reading]], rules: Interpretation
) -> tuple[str, ...]:
    """Scales of control that have no score, because answers are open."""
    return tuple(
        reading.title
        for code, reading in readings
        if _speaks_of(code, "control", rules)
        and reading.value is None
        and reading.missing
        and not grade(code, reading, rules)
    )


def _controls(
    readings: Sequence[tuple[str, Reading]],
    grades: Mapping[str, str | None],
    rules: Interpretation,
) -> list[str]:
    """The scales of control of which something can be said."""
    return [
        code
        for code, reading in readings
        if _speaks_of(code, "control", rules) and (reading.value is not None or grades[code])
    ]


def _leaning(
    readings: Sequence[tuple[str, Reading]],
    grades: Mapping[str, str | None],
    rules: Interpretation,
) -> tuple[str, ...]:
    """Scales of control without a line on which the answers lie on the side of more signs."""
    return tuple(
        reading.title
        for code, reading in readings
        if _speaks_of(code, "control", rules)
        and not grades[code]
        and reading.leans_hard(turned=rules.is_turned(code))
    )


def _is_settled(readings: Sequence[tuple[str, Reading]], rules: Interpretation) -> bool:
    """Whether no open answer could put a score into another grade."""
    return not any(
        _is_open_ended(code, reading, rules)
        or (reading.value is None and not grade(code, reading, rules))
        for code, reading in readings
    )


def _scope(
    readings: Sequence[tuple[str, Reading]],
    grades: Mapping[str, str | None],
    rules: Interpretation,
) -> str:
    """What the scales of control that have a score ask about: one form alone, or any."""
    asked = {rules.scales[code].only or "any" for code in _controls(readings, grades, rules)}
    return "none" if not asked else asked.pop() if len(asked) == 1 else "any"


def _worst(grades: Mapping[str, str | None], rules: Interpretation) -> str:
    moods = {
        found
        for code, found in grades.items()
        if _speaks_of(code, "mood", rules) or _speaks_of(code, "worry", rules)
    }
    return next((word for word in GRADES if word in moods), "none")


def _wellbeing(grades: Mapping[str, str | None], rules: Interpretation) -> str:
    turned = {code for code, meaning in rules.scales.items() if meaning.turned}
    found = [one for code, one in grades.items() if code in turned]
    if not any(found):
        return "none"
    return "good" if "few" in found else "other"


def _well(readings: Sequence[tuple[str, Reading]], rules: Interpretation) -> tuple[str, ...]:
    """The names of good bands that a score lies in with its whole margin of error."""
    return tuple(
        reading.band.label
        for code, reading in readings
        if reading.band is not None
        and (meaning := rules.scales.get(code)) is not None
        and meaning.good_from is not None
        and meaning.good_from <= (reading.margin.low if reading.margin else reading.band.minimum)
        and not _is_open_ended(code, reading, rules)
    )


def _scored(readings: Sequence[tuple[str, Reading]], rules: Interpretation) -> str:
    """How many have a score; one that open answers could make worse counts as half a score."""
    if not readings:
        return "nothing"
    if not any(reading.value is not None for _, reading in readings):
        return "none"
    whole = (one[1].value is not None and not _is_open_ended(*one, rules) for one in readings)
    return "all" if all(whole) else "some"


def _graded(readings: Sequence[tuple[str, Reading]], grades: Mapping[str, str | None]) -> str:
    found = [bool(grades[code]) for code, one in readings if one.value is not None or grades[code]]
    return "none" if not any(found) else "all" if all(found) else "some"


def _banded(
    readings: Sequence[tuple[str, Reading]], grades: Mapping[str, str | None]
) -> tuple[str, ...]:
    """Scales that show a sourced band of which no rule here says what it means."""
    return tuple(reading.title for code, reading in readings if reading.band and not grades[code])
