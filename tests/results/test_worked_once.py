"""A result works each thing out once: counted around the functions, not timed."""

from collections.abc import Hashable

import pytest

from tests.client import Client
from tests.instruments.shipped import FOLDER
from tests.selfcheck.walking import begin, to_review
from tests.worked import counting
from wellbeing_app.instruments.engine import administration, scoring, taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument


def code(instrument: Instrument, *_rest: object) -> Hashable:
    """The questionnaire a call is about."""
    return instrument.key.code


def test_a_result_scores_each_questionnaire_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant scored eleven times and gathered what counts thirty-eight times."""
    page = client.submit(to_review(client, begin(client, "full"), "1"), press="See my result")
    assert page.path == "/result"
    scored = counting(monkeypatch, taken, "score", code)
    tallied = counting(monkeypatch, scoring, "tallies", code)
    walked = counting(monkeypatch, administration, "Walk", code)
    gathered = counting(monkeypatch, taken, "Circumstances")
    members = len(Library.load(FOLDER, use="noncommercial").check("full").members)
    assert client.visit("/result").status == 200
    assert len(scored) >= 5
    assert set(scored.values()) == {1}
    assert tallied == scored
    assert set(walked.values()) == {1}
    assert gathered.total() == members
