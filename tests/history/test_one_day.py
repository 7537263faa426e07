"""Three results saved on one day are told apart wherever they stand, by the day alone."""

import re

from tests.client import Client
from tests.history.walking import come_back, finished_check, keep
from tests.pages import Page
from tests.selfcheck.walking import begin, controls, to_review


def three_of_a_day(client: Client) -> Page:
    """Save three results of one day under one code and look at them."""
    finished_check(client, "0", "phq-9")
    code = keep(client)
    for value in ("1", "2"):
        finished_check(client, value, "phq-9")
        come_back(client, code)
        client.submit(client.visit("/keep"), press="Add it under the code that is open")
    return client.visit("/kept")


def test_three_results_of_one_day_are_told_apart_in_list_comparison_and_trend(
    client: Client,
) -> None:
    kept = three_of_a_day(client)
    listed = [text for text, to in kept.links.items() if re.fullmatch(r"/kept/\d", to)]
    assert [re.findall(r"\(\d of \d\)", text) for text in listed] == [
        ["(1 of 3)"],
        ["(2 of 3)"],
        ["(3 of 3)"],
    ]
    offered = [
        "".join(one.itertext())
        for one in kept.tree.iter("option")
        if one.get("value") in ("1", "2", "3")
    ]
    assert offered == [*listed, *listed]
    heads = ["".join(one.itertext()) for one in kept.tree.iter("th") if one.get("scope") == "row"]
    for number in (1, 2, 3):
        assert any(f"({number} of 3)" in head for head in heads)
    circles = {one.get("cx") for one in kept.tree.iter() if one.tag.endswith("circle")}
    assert len(circles) == 3

    side = client.visit("/kept/side?first=1&second=3")
    heads = ["".join(one.itertext()) for one in side.tree.iter("th") if one.get("scope") == "col"]
    assert (heads[1].endswith("(1 of 3)"), heads[2].endswith("(3 of 3)")) == (True, True)
    assert "(2 of 3)" in client.visit("/kept/2").text


def test_three_results_of_one_day_are_told_apart_where_they_are_shared(client: Client) -> None:
    """The broken variant had three equal legends, so that one tick could send the wrong one."""
    three_of_a_day(client)
    page = client.visit("/share/kept")
    legends = ["".join(one.itertext()) for one in page.tree.iter("legend")]
    marks = re.findall(r"\(\d of \d\)", " ".join(legends))
    assert list(dict.fromkeys(marks)) == ["(1 of 3)", "(2 of 3)", "(3 of 3)"]


def test_a_trend_says_that_one_time_has_no_score_and_calls_no_other_the_first(
    client: Client,
) -> None:
    page = begin(client, "phq-4")
    answers = dict.fromkeys(controls(page)[1:], "3")
    page = client.submit(page, answers, press="Continue")
    page = to_review(client, client.submit(page, press="Continue without"), "3")
    client.submit(page, press="See my result")
    code = keep(client)
    for value in ("2", "1"):
        finished_check(client, value, "phq-4")
        come_back(client, code)
        client.submit(client.visit("/keep"), press="Add it under the code that is open")
    text = client.visit("/kept").text
    assert "(1 of 3): no score, because an answer is open." in text
    assert "Between the first and the last score it moved by 4 points." in text
    assert "the first and the last time" not in text


def test_equal_scores_are_called_the_same(client: Client) -> None:
    """The broken variant said "moved by 0 points" and asked whether that is chance."""
    finished_check(client, "1", "phq-9")
    code = keep(client)
    finished_check(client, "1", "phq-9")
    come_back(client, code)
    client.submit(client.visit("/keep"), press="Add it under the code that is open")
    text = client.visit("/kept").text
    assert "The first and the last score are the same: 9." in text
    assert "0 points" not in text


def test_a_result_that_is_alone_on_its_day_carries_no_number(client: Client) -> None:
    finished_check(client, "0", "phq-9")
    keep(client)
    assert " of 1)" not in client.visit("/kept").text
