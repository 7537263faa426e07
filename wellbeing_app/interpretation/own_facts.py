"""What the answers to our own questions say, as the few words that rules look at."""

from collections.abc import Mapping, Sequence

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.own_questions import Sides, given, values_words
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
        "tried": _own_control(taken, "c15"),
        "took": _own_control(taken, "c16"),
        "clash": _clash(taken),
        "share": _share(taken, rules.share_is_most_from),
        "complaint": _complaint(taken),
        "idea": _idea(taken),
        "together": _together(taken),
        "gains": _side(taken, "c3", sides.gains if sides else ()),
        "costs": _side(taken, "c4", sides.costs if sides else ()),
        "money": _money(taken),
        "adults": ADULTS.get(str(given(taken, "CERTAINTY", "c7")), "none"),
        "law": "yes" if _is_worry(taken, "law") else "no",
    }


def _own_control(taken: Sequence[Taken], item_id: str) -> str:
    """An answer to our own questions on control: it stands as it was given."""
    answer = given(taken, "CONTROL", item_id)
    return answer if isinstance(answer, str) and answer != "prefer_not" else "none"


def _clash(taken: Sequence[Taken]) -> str:
    answer = given(taken, "VALUES", "c11a")
    return answer if isinstance(answer, str) and answer != "prefer_not" else "none"


def _share(taken: Sequence[Taken], most_from: int) -> str:
    clash = values_words(taken)
    if clash is None or clash.share is None:
        return "none"
    return "most" if clash.share >= most_from else "part"


def _complaint(taken: Sequence[Taken]) -> str:
    answer = given(taken, "PARTNER", "c6a")
    if not isinstance(answer, tuple) or "prefer_not" in answer:
        return "none"
    return "no" if COMPLAINTS.isdisjoint(answer) else "yes"


def _idea(taken: Sequence[Taken]) -> str:
    answer = given(taken, "PARTNER", "c6b")
    if answer is None or answer == "prefer_not":
        return "none"
    return "own" if answer in OWN_IDEA else "other"


def _together(taken: Sequence[Taken]) -> str:
    """Whether talking as a couple may be named: both safety questions answered without a doubt."""
    safe = given(taken, "SAFE", "c14") == "yes" and given(taken, "COERCION", "c9") == "no"
    return "yes" if safe else "no"


def _side(taken: Sequence[Taken], item_id: str, named: Sequence[str]) -> str:
    answer = given(taken, "BALANCE", item_id)
    if named:
        return "some"
    return "nothing" if isinstance(answer, tuple) and "none" in answer else "none"


def _is_worry(taken: Sequence[Taken], worry: str) -> bool:
    answer = given(taken, "BALANCE", "c4")
    return isinstance(answer, tuple) and worry in answer


def _money(taken: Sequence[Taken]) -> str:
    answer = given(taken, "MONEY", "c10b")
    if answer is None or answer == "prefer_not":
        return "none"
    return "needed" if answer == "yes" else "other"
