"""What an export as FHIR holds, and what it never holds."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.shares import (
    DAY,
    EXPORTED,
    SHARE_ID,
    exported,
    library_of,
    resources,
    share_of_one,
    varied,
)
from tests.instruments.builders import instrument, likert, rule
from tests.records.results import LIBRARY
from tests.records.shares import result, share, whole
from wellbeing_app.exchange.fhir import to_json
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.osd.loading import load_bundle
from wellbeing_app.records.offers import offered
from wellbeing_app.records.share import AnswerPart, NotePart, ScorePart, Source, share_of
from wellbeing_app.records.shown import shown_share

FEATURES = Path(__file__).parents[1] / "instruments" / "features"
KINDS = ("Questionnaire", "QuestionnaireResponse", "Observation", "Provenance")


def written(made: Json) -> str:
    return to_json(made).decode()


def ids(made: Json, *kinds: str) -> set[object]:
    return {one["id"] for kind in kinds or KINDS for one in resources(made, kind)}


def of_phq(notes: dict[str, str] | None = None) -> Json:
    return exported(LIBRARY, share(offered(LIBRARY, [result(LIBRARY, "phq-9", notes)])))


def test_the_same_export_is_the_same_file() -> None:
    assert written(exported(LIBRARY, whole(LIBRARY))) == written(exported(LIBRARY, whole(LIBRARY)))


def test_two_people_with_equal_answers_have_only_the_forms_in_common() -> None:
    one, other = (exported(LIBRARY, whole(LIBRARY), share_id=id_) for id_ in (b"1", b"2"))
    assert one["id"] != other["id"]
    assert ids(one) & ids(other) == ids(one, "Questionnaire") == ids(other, "Questionnaire")


def test_an_export_of_another_day_keeps_the_names_of_what_it_exports() -> None:
    one, other = (
        exported(LIBRARY, whole(LIBRARY), exported=day) for day in (EXPORTED, date(2026, 12, 1))
    )
    assert one["id"] != other["id"]
    assert ids(one, *KINDS[:3]) == ids(other, *KINDS[:3])


def test_nobody_is_named_and_no_time_is_finer_than_a_day() -> None:
    text = written(exported(LIBRARY, whole(LIBRARY)))
    assert '"subject"' not in text
    assert '"Patient/' not in text
    assert SHARE_ID.hex() not in text
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^\"]*", text)) == {"2026-11-25T00:00:00Z"}


def test_no_public_code_is_claimed_for_a_score() -> None:
    text = written(exported(LIBRARY, whole(LIBRARY)))
    assert "loinc" not in text.casefold()
    for one in resources(exported(LIBRARY, whole(LIBRARY)), "Observation"):
        code: Any = one["code"]
        assert [coding["system"][:9] for coding in code["coding"]] == ["urn:uuid:"]


def test_lines_and_notes_on_other_things_than_a_score_stay_out() -> None:
    key = "evenkeel/PHQ-9@1.0"
    notes = {"": "All of it.", key: "The whole.", f"{key}#phq9_1": "One.", f"{key}#total": "Mine."}
    offers = offered(LIBRARY, [result(LIBRARY, "phq-9", notes)])
    made = exported(LIBRARY, share(offers, talk="Sleep.", avoid="My job."))
    told = [one["note"] for one in resources(made, "Observation") if "note" in one]
    assert told == [[{"authorString": "the person", "time": DAY.isoformat(), "text": "Mine."}]]
    for absent in ("All of it.", "The whole.", "One.", "Sleep.", "My job."):
        assert absent not in written(made)


def test_the_provenance_covers_everything_else() -> None:
    made = exported(LIBRARY, whole(LIBRARY))
    (told,) = resources(made, "Provenance")
    targets: Any = told["target"]
    agents: Any = told["agent"]
    expected = {f"urn:uuid:{id_}" for id_ in ids(made, *KINDS[:3])}
    assert {one["reference"] for one in targets} == expected
    assert [one["who"]["display"] for one in agents] == [
        "Evenkeel 0.1.0",
        "the person, who shared it",
        "their therapist, who exported it",
    ]


def test_a_share_of_words_only_is_an_empty_bundle() -> None:
    made = exported(LIBRARY, share_of([], [], engine="1", talk="Sleep.", avoid=""))
    assert sorted(made) == ["id", "resourceType", "timestamp", "type"]


def test_a_score_stands_with_its_day_its_range_and_where_it_comes_from() -> None:
    (score,) = resources(of_phq(), "Observation")
    answers, _values = resources(of_phq(), "QuestionnaireResponse")
    quantity: Any = score["valueQuantity"]
    ranges: Any = score["referenceRange"]
    assert (score["status"], score["effectiveDateTime"]) == ("final", "2026-11-23")
    assert (quantity["value"], quantity["code"]) == (9, "{score}")
    assert (ranges[0]["low"]["value"], ranges[0]["high"]["value"]) == (0, 27)
    assert ranges[0]["type"]["text"] == "possible range"
    assert score["derivedFrom"] == [{"reference": f"urn:uuid:{answers['id']}"}]


@pytest.mark.parametrize("option", [0, 1, 2, 9])
def test_a_band_is_told_only_with_its_source(option: int) -> None:
    """A line without a source shows no band anywhere (DESIGN, promise 4); so neither here."""
    made = share(offered(LIBRARY, [result(LIBRARY, option=option)]))
    readings = [s.reading for one in shown_share(LIBRARY, made).sources for s in one.scores]
    scores = resources(exported(LIBRARY, made), "Observation")
    assert len(readings) == len(scores)
    for reading, score in zip(readings, scores, strict=True):
        assert reading is not None
        ranges: Any = score["referenceRange"]
        if reading.band is None:
            assert "interpretation" not in score
            assert len(ranges) == 1
        else:
            assert score["interpretation"] == [{"text": reading.band.label}]
            assert ranges[1]["text"] == reading.lines_source
    assert any(reading and reading.band for reading in readings)


def test_altered_wording_gets_no_band_and_is_marked() -> None:
    phq = LIBRARY.newest("PHQ-9")
    texts = {"en": dict(phq.texts["en"]) | {"phq9_1": "Something else"}}
    altered = replace(LIBRARY, shelf={str(phq.key): replace(phq, texts=texts)})
    assert altered.status(altered.newest("PHQ-9")) is WordingStatus.ADAPTED
    made = exported(altered, share(offered(altered, [result(LIBRARY, "phq-9")])))
    (form,), (score,) = resources(made, "Questionnaire"), resources(made, "Observation")
    tags: Any = form["meta"]
    assert tags["tag"][0]["code"] == "adapted"
    assert "interpretation" not in score


def test_a_subscale_is_a_score_of_its_own() -> None:
    made = exported(LIBRARY, share(offered(LIBRARY, [result(LIBRARY, "phq-4")])))
    codes: list[Any] = [one["code"] for one in resources(made, "Observation")]
    assert [one["coding"][0]["code"] for one in codes] == ["total", "anxiety", "depression"]
    assert codes[0]["text"] == LIBRARY.newest("PHQ-4").name
    assert [one["text"] for one in codes[1:]] == [
        f"{codes[0]['text']}: {name}" for name in ("Worry", "Low mood")
    ]


def test_a_questionnaire_that_is_not_here_goes_by_its_ids() -> None:
    source = Source("gone/X@1", "en", DAY, {}, None, 0, 1)
    parts = (
        ScorePart("score", 0, "total", 5.5, None, None),
        AnswerPart("answer", 0, "a", 2, None),
        NotePart("note", 0, "total", "why", DAY),
    )
    made = exported(LIBRARY, share_of([source], parts, engine="1", talk="", avoid=""))
    (score,) = resources(made, "Observation")
    code: Any = score["code"]
    quantity: Any = score["valueQuantity"]
    assert (code["text"], code["coding"][0]["code"]) == ("gone/X@1: total", "total")
    assert quantity["value"] == 5.5
    assert "referenceRange" not in score
    assert "derivedFrom" not in score
    assert ids(made, "Questionnaire", "QuestionnaireResponse") == set()


def worded(library: Library, code: str) -> list[str]:
    texts = library.newest(code).texts["en"]
    return [texts[item.text_key] for item in library.newest(code).items]


def test_what_the_licence_keeps_from_this_site_goes_by_its_ids() -> None:
    commercial = replace(LIBRARY, use="commercial")
    made = share(offered(LIBRARY, [result(LIBRARY)]))
    assert any(text in written(exported(LIBRARY, made)) for text in worded(LIBRARY, "WHO-5"))
    kept_back = written(exported(commercial, made))
    for code in ("WHO-5", "PPCS-18"):
        assert [text for text in worded(LIBRARY, code) if text in kept_back] == []
    assert "evenkeel/WHO-5@1.0: index" in kept_back
    assert all(text in kept_back for text in worded(LIBRARY, "GAD-7"))


def test_a_questionnaire_without_its_wording_has_no_form() -> None:
    path = FEATURES / "hint_awaiting_wording.osd"
    awaiting = load_bundle(path.read_bytes(), origin=path.name)
    administration = Administration(awaiting, "en")
    library = library_of(awaiting)
    made = share_of_one(library, administration, varied(administration))
    assert ids(exported(library, made), "Questionnaire", "QuestionnaireResponse") == set()


def test_one_questionnaire_taken_twice_is_one_form_with_two_responses() -> None:
    records = [replace(result(LIBRARY, "phq-9", option=n), day=DAY.replace(day=n)) for n in (1, 2)]
    made = exported(LIBRARY, share(offered(LIBRARY, records)))
    forms = resources(made, "Questionnaire")
    answers = resources(made, "QuestionnaireResponse")
    assert len({one["url"] for one in forms}) == len(forms)
    by_day = [
        one["authored"] for one in answers if str(forms[0]["url"]) in str(one["questionnaire"])
    ]
    assert by_day == ["2026-11-01", "2026-11-02"]


def test_characters_that_fhir_forbids_are_dropped() -> None:
    key = "evenkeel/PHQ-9@1.0"
    made = of_phq({f"{key}#total": "a\0b\u202ec", key: "\0"})
    (score,) = resources(made, "Observation")
    notes: Any = score["note"]
    assert notes[0]["text"] == "abc"


def test_a_number_of_points_is_whole_where_it_can_be() -> None:
    halves = instrument(likert("a"), likert("b"), scores=(rule("mean", "mean_coded", "ab"),))
    library = library_of(halves)
    for answers, value in (({"a": 1, "b": 2}, "1.5"), ({"a": 1, "b": 1}, "1")):
        given: dict[str, Answer] = dict(answers)
        made = share_of_one(library, Administration(halves, "en"), given)
        (score,) = resources(exported(library, made), "Observation")
        assert json.dumps(score["valueQuantity"]).startswith(f'{{"value": {value},')
