"""What the answers to our own questions say, as the few words that rules look at."""

from collections.abc import Mapping, Sequence

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.own_questions import (
    GAINS,
    PARTNER_SAID,
    SURE_OF_ADULTS,
    TOOK,
    TRIED,
    VALUES,
    WENT_WITHOUT,
    WHOSE_IDEA,
    WORRIES,
    OwnQuestion,
    Sides,
    given,
    safe_together,
    values_words,
)
from wellbeing_app.interpretation.rules import Interpretation

ADULTS = {
    "always": "known", "nobody": "known", "mostly": "mostly", "cannot_tell": "cannot_tell"
}  # fmt: skip
COMPLAINTS = frozenset({"found_out", "argued", "asked_to_stop"})
OWN_IDEA = frozenset({"mine", "together"})


def own_facts(
    taken: Sequence[Taken], sides: Sides | None, rules: Interpretation
) -> Mapping[str, str]:
    """Return the facts that rest on our own questions alone."""
    return {
        "tried": _own_control(taken, TRIED),
        "took": _own_control(taken, TOOK),
        "clash": _clash(taken),
        "share": _share(taken, rules.share_is_most_from),
        "complaint": _complaint(taken),
        "idea": _idea(taken),
        "together": "yes" if safe_together(taken) else "no",
        "gains": _side(taken, GAINS, sides.gains if sides else ()),
        "costs": _side(taken, WORRIES, sides.costs if sides else ()),
        "money": _money(taken),
        "adults": ADULTS.get(str(given(taken, SURE_OF_ADULTS)), "none"),
        "law": "yes" if _is_worry(taken, "law") else "no",
        "worry_safety": "yes" if _is_worry(taken, "safety") else "no",
    }


def _own_control(taken: Sequence[Taken], question: OwnQuestion) -> str:
    """An answer to our own questions on control: it stands as it was given."""
    answer = given(taken, question)
    return answer if isinstance(answer, str) and answer != "prefer_not" else "none"


def _clash(taken: Sequence[Taken]) -> str:
    answer = given(taken, VALUES)
    return answer if isinstance(answer, str) and answer != "prefer_not" else "none"


def _share(taken: Sequence[Taken], most_from: int) -> str:
    clash = values_words(taken)
    if clash is None or clash.share is None:
        return "none"
    return "most" if clash.share >= most_from else "part"


def _complaint(taken: Sequence[Taken]) -> str:
    answer = given(taken, PARTNER_SAID)
    if not isinstance(answer, tuple) or "prefer_not" in answer:
        return "none"
    return "no" if COMPLAINTS.isdisjoint(answer) else "yes"


def _idea(taken: Sequence[Taken]) -> str:
    answer = given(taken, WHOSE_IDEA)
    if answer is None or answer == "prefer_not":
        return "none"
    return "own" if answer in OWN_IDEA else "other"


def _side(taken: Sequence[Taken], question: OwnQuestion, named: Sequence[str]) -> str:
    answer = given(taken, question)
    if named:
        return "some"
    return "nothing" if isinstance(answer, tuple) and "none" in answer else "none"


def _is_worry(taken: Sequence[Taken], worry: str) -> bool:
    answer = given(taken, WORRIES)
    return isinstance(answer, tuple) and worry in answer


def _money(taken: Sequence[Taken]) -> str:
    answer = given(taken, WENT_WITHOUT)
    if answer is None or answer == "prefer_not":
        return "none"
    return "needed" if answer == "yes" else "other"
