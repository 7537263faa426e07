"""The parts of a page for a therapist: the brief, a trend with its margin, the evidence card."""

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask, render_template_string

from tests.brief.brief_cases_context import CONTEXT
from tests.pages import words
from tests.pdfs import faults
from tests.records.client_shares import of, part, share
from tests.records.results import LIBRARY
from wellbeing_app.brief.brief import brief
from wellbeing_app.instruments.library.evidence import Seen
from wellbeing_app.interpretation.trends import trends
from wellbeing_app.records.by_day import dated_scores
from wellbeing_app.records.share import Share
from wellbeing_app.web.paper.typesetting import typeset
from wellbeing_app.web.words.days import day_words
from wellbeing_app.web.words.evidence import card_of

HOSTILE = "<script>alert(1)</script>\"'&"
THREE_DAYS = (
    share("2027-03-01", of("PHQ-9", 14), of("BPS", 2)),
    share("2027-05-03", of("PHQ-9", 12)),
    share("2027-06-07", of("PHQ-9", 3, phq9_9=1), of("BPS", 8), talk="Sleep.", avoid="My job."),
)
DASH, MINUS = "\u2013", "\u2212"
REMEMBERED = "Remembered, not checked"


def drawn(app: Flask, source: str, **values: object) -> str:
    with app.test_request_context():
        return render_template_string(source, **values, day=day_words)


def brief_page(app: Flask, shares: Sequence[Share], *, paper: bool = False) -> str:
    source = '{% from "report/brief.html" import brief as b %}{{ b(brief, day, 2, paper) }}'
    return drawn(app, source, brief=brief(LIBRARY, shares), paper=paper)


def trend_pages(app: Flask, shares: Sequence[Share]) -> str:
    source = (
        '{% from "report/trend.html" import measured %}'
        "{% for one in trends %}{{ measured(one, day) }}{% endfor %}"
    )
    return drawn(app, source, trends=trends(LIBRARY, dated_scores(LIBRARY, shares)))


def card_page(app: Flask, code: str, *, remembered: bool, paper: bool = False) -> str:
    source = (
        '{% from "report/evidence_card.html" import evidence_card %}'
        "{{ evidence_card(instrument, status, card, 3, paper) }}"
    )
    card = card_of(LIBRARY.evidence(code), remembered=remembered)
    values = {
        "instrument": LIBRARY.newest(code),
        "status": LIBRARY.status(LIBRARY.newest(code)),
        "card": card,
    }
    return drawn(app, source, **values, paper=paper)


def parsed(html: str) -> Element:
    """The page as a tree; not well-formed HTML is an error."""
    page = f"<!doctype html><html lang=en><title>x</title><body>{html}</body></html>"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    tree: Element = parser.parse(page)
    return tree


def texts(tree: Element, tag: str) -> list[str]:
    return [words(one) for one in tree.iter(tag)]


def test_a_brief_stands_in_the_order_of_importance(app: Flask) -> None:
    tree = parsed(brief_page(app, THREE_DAYS))
    assert texts(tree, "h2") == [
        "Alerts the client chose to include",
        "What the client wants to talk about",
        "Please not about",
        "Where it stands",
        "What moved",
        "What does not fit together, or is to be kept apart",
        "What is open",
    ]
    assert [words(one) for one in tree.iter("span") if one.get("class") == "tag firm"] == ["Urgent"]


def test_sources_are_folded_away_once_each_and_stand_open_on_paper(app: Flask) -> None:
    tree = parsed(brief_page(app, THREE_DAYS))
    folded = next(one for one in tree.iter("details"))
    assert texts(folded, "summary") == ["Sources of lines, margins and errors"]
    sources = texts(folded, "li")
    assert any(one.startswith("Sun and others 2020, PHQ-9") for one in sources)
    assert len(sources) == len(set(sources))
    paper = parsed(brief_page(app, THREE_DAYS, paper=True))
    assert list(paper.iter("details")) == []
    assert any("Sun and others 2020, PHQ-9" in one for one in texts(paper, "p"))


def test_a_rule_of_our_own_is_marked_on_the_page(app: Flask) -> None:
    shares = (share("2027-03-01", of("BPS", 1)), share("2027-03-04", of("BPS", 9)))
    sudden = next(
        one for one in texts(parsed(brief_page(app, shares)), "li") if "Changed far" in one
    )
    assert sudden.endswith("A rule of thumb of our own, backed by no study.")


def test_no_alert_is_never_called_a_good_sign(app: Flask) -> None:
    page = brief_page(app, [share("2027-03-01", of("PHQ-9", 1))])
    assert "None in what was shared. What was not shared raises none." in page


def test_a_brief_with_nothing_to_say_says_so(app: Flask) -> None:
    assert texts(parsed(brief_page(app, ())), "p") == [
        "Nothing to report: no alert, no wish, no score to compare, no contradiction that our "
        "rules look for, nothing open in what was shared."
    ]


def test_what_has_no_room_is_folded_away_and_stands_open_on_paper(app: Flask) -> None:
    shares = next(case.shares for case in CONTEXT if case.further)
    assert texts(parsed(brief_page(app, shares)), "summary")[0] == "Further points"
    paper = parsed(brief_page(app, shares, paper=True))
    assert texts(paper, "summary") == []
    assert texts(paper, "h2")[-1] == "Further points"


def test_what_a_client_wrote_stays_a_text(app: Flask) -> None:
    page = brief_page(app, [share("2027-03-01", of("PHQ-9", 1), talk=HOSTILE, avoid=HOSTILE)])
    assert list(parsed(page).iter("script")) == []
    gone = share("2027-03-01", of(HOSTILE, 1))
    assert list(parsed(brief_page(app, [gone]) + trend_pages(app, [gone])).iter("script")) == []


def test_a_trend_has_its_table_first_with_margins_changes_and_verdicts(app: Flask) -> None:
    tree = parsed(trend_pages(app, THREE_DAYS))
    bps, phq9 = tree.iter("table")
    assert texts(phq9, "th")[:3] == ["Date", "Score with 95 % certainty", "Change"]
    assert texts(phq9, "td") == [
        "14 11.4 to 16.6", DASH,
        "12 9.4 to 14.6", f"{MINUS}2 within error",
        "3 0.4 to 5.6", f"{MINUS}9 ↓ beyond error",
    ]  # fmt: skip
    assert texts(bps, "td") == ["2", DASH, "8", "+6 cannot tell"]
    order = [
        one.tag.rpartition("}")[2] for one in tree.iter() if one.tag.endswith(("table", "svg"))
    ]
    assert order == ["table", "svg", "table", "svg"]


def test_a_score_at_the_end_of_its_scale_keeps_its_margin_inside(app: Flask) -> None:
    cells = texts(parsed(trend_pages(app, [share("2027-03-01", of("PHQ-9", 27))])), "td")
    assert cells == ["27 24.4 to 27", DASH]


@pytest.mark.parametrize("code", ["PHQ-9", "BPS", "WHO-5", "GAD-7", "K6", "PHQ-4", "PPCS-18"])
def test_the_card_for_staff_marks_what_was_only_remembered(app: Flask, code: str) -> None:
    evidence = LIBRARY.evidence(code)
    lists = (evidence.figures, evidence.validated, evidence.criticism)
    statements = [evidence.licence, *(one for found in lists for one in found)]
    remembered = [one for one in statements if one.seen is Seen.MEMORY]
    notes = [one.staff_note for one in statements if one.staff_note]
    notes += [one.text for one in evidence.remarks if one.remembered]
    tree = parsed(card_page(app, code, remembered=True))
    tags = [words(one) for one in tree.iter("span") if "open" in one.get("class", "")]
    assert tags.count(REMEMBERED) == len(remembered) + len(notes)
    assert all(f"{REMEMBERED} {note}" in words(tree) for note in notes)
    visitor = card_page(app, code, remembered=False)
    assert REMEMBERED not in visitor
    assert not any(note in visitor for note in notes)


def test_a_remembered_figure_is_in_no_card_for_visitors(app: Flask) -> None:
    """The broken variant would show it: the card for staff does."""
    evidence = LIBRARY.evidence("PHQ-9")
    (figure,) = [one for one in evidence.figures if one.id == "retest-original"]
    source = evidence.sources[figure.source].reference
    staff, visitor = (card_page(app, "PHQ-9", remembered=flag) for flag in (True, False))
    marked = [one for one in texts(parsed(staff), "li") if one.startswith(REMEMBERED)]
    assert any(figure.population in one and source in one for one in marked)
    assert not any(one in texts(parsed(visitor), "li") for one in marked)


def test_a_therapist_sees_what_is_not_to_be_quoted_and_that_it_is_not(app: Flask) -> None:
    staff, visitor = (card_page(app, "PPCS-18", remembered=flag) for flag in (True, False))
    (range_,) = [one for one in texts(parsed(staff), "li") if "3.2 to 16.6" in one]
    assert range_.startswith("Not to be quoted Rate")
    assert "16.6" not in visitor


def test_all_of_it_goes_on_paper(app: Flask) -> None:
    body = brief_page(app, THREE_DAYS, paper=True) + trend_pages(app, THREE_DAYS)
    body += card_page(app, "PHQ-9", remembered=True, paper=True)
    assert "<details" not in body
    title = f"<h1>{date(2027, 6, 7)}</h1>"
    page = f"<html lang=en><title>x</title><body>{title}{body}</body></html>"
    assert faults(typeset(page)) == []


def test_a_part_of_a_scale_is_named_in_its_heading(app: Flask) -> None:
    tree = parsed(trend_pages(app, [share("2027-03-01", part("PHQ-4", "anxiety", 3))]))
    assert texts(tree, "h3")[0].endswith("four items: Worry")
