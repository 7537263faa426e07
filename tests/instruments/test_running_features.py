"""The small files, one for each feature, taken with random answers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.instruments.random_instruments import SEEDS, answers
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.compact import pack, unpack, worst_size, written
from wellbeing_app.instruments.engine.paging import pages
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.engine.validation import problem_with
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.loading import load_bundle

FILES = sorted((Path(__file__).parent / "features").glob("*.osd"))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def feature(request: pytest.FixtureRequest) -> Instrument:
    path: Path = request.param
    return load_bundle(path.read_bytes(), origin=path.name)


@settings(max_examples=10)
@given(data=st.data())
def test_every_feature_is_laid_out_answered_and_scored(
    feature: Instrument, data: st.DataObject
) -> None:
    administration = Administration(feature, "en", seed=data.draw(SEEDS))
    found = data.draw(answers(feature))
    laid_out = [block.item for page in pages([administration]) for block in page.blocks]
    asked = {name for item in laid_out for name in item.answer_ids}
    one = Taken(administration, found)
    standing = one.circumstances.standing
    assert asked == {n for n, how in standing.items() if how is not Standing.NOT_APPLICABLE}

    for score in one.scores.values.values():
        if score.value is not None:
            assert score.minimum is None or score.minimum <= score.value
            assert score.maximum is None or score.value <= score.maximum
    assert set(one.alerts) <= set(feature.alerts)
    for item in laid_out:
        assert isinstance(one.text(item.text_key), str)

    packed = pack(feature, found)
    assert unpack(feature, packed) == found
    if all(problem_with(i, found.get(n)) is None for i in feature.asked() for n in i.answer_ids):
        assert len(written(packed)) <= worst_size(feature)
