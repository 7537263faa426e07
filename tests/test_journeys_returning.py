"""Going back, two tabs, a mistake, a second click: nothing is lost and nothing counts twice."""

import http.client
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import visiting
from tests.client import NAVIGATION
from tests.server import Server, serving
from tests.steps import (
    CONTINUE,
    RESULT,
    answer,
    begin,
    chosen,
    options,
    press,
    questions,
    to_review,
)

AT_ONCE = 20


@pytest.fixture(scope="module")
def counting(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose inbox only these tests fill."""
    folder = tmp_path_factory.mktemp("counting") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


@pytest.fixture
def person(browser: Browser, counting: Server) -> Iterator[Page]:
    """Somebody with JavaScript on that server."""
    with visiting(browser, counting.url) as (page, _witness):
        yield page


def rows(server: Server) -> int:
    """Submissions waiting in the inbox."""
    with sqlite3.connect(server.instance / "evenkeel.sqlite") as database:
        return int(database.execute("SELECT count(*) FROM stat_inbox").fetchone()[0])


def ready(page: Page) -> None:
    """Be at "check your answers" with one consent ticked."""
    begin(page, "phq-4")
    to_review(page)
    page.get_by_label("Count me, without a name").check()


def test_back_forward_and_reload_keep_every_answer(page: Page) -> None:
    begin(page, "who-5")
    answer(page, 2)
    first = chosen(page)
    press(page, CONTINUE)
    answer(page, 1)
    second = chosen(page)
    press(page, CONTINUE)
    page.go_back()
    assert chosen(page) == second
    page.go_back()
    assert chosen(page) == first
    page.reload()
    assert chosen(page) == first
    page.go_forward()
    assert chosen(page) == second


def test_a_second_tab_adds_to_the_first(page: Page) -> None:
    begin(page, "who-5")
    other = page.context.new_page()
    other.goto("/check/2")
    answer(other, 1)
    second = chosen(other)
    press(other, CONTINUE)
    answer(page, 3)
    first = chosen(page)
    press(page, CONTINUE)
    assert chosen(page) == second
    other.goto("/check/1")
    assert chosen(other) == first


def test_a_tab_left_from_an_earlier_check_saves_nothing(page: Page) -> None:
    begin(page, "who-5")
    other = page.context.new_page()
    begin(other, "phq-4")
    answer(page)
    assert press(page, CONTINUE) == 400
    other.reload()
    assert chosen(other) == []


def test_a_mistake_costs_no_answer(page: Page) -> None:
    begin(page, "phq-4")
    missed, *others = questions(page)
    for question in others:
        options(question).nth(2).check()
    entered = chosen(page)
    assert press(page, CONTINUE) == 422
    assert chosen(page) == entered
    expect(missed.get_by_text("No answer yet")).to_be_visible()
    page.reload()
    assert chosen(page) == entered


def test_each_line_of_the_summary_leads_to_its_question(page: Page) -> None:
    begin(page, "phq-4")
    press(page, CONTINUE)
    links = page.locator(".notice[data-focus] a").all()
    assert len(links) == len(questions(page))
    for link, question in zip(links, questions(page), strict=True):
        link.click()
        assert options(question).first.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_double_click_counts_once(
    browser: Browser, counting: Server, *, javascript: bool
) -> None:
    with visiting(browser, counting.url, javascript=javascript) as (page, _witness):
        before = rows(counting)
        ready(page)
        # Without scripts the second click breaks off the page the first one was on its way to.
        page.get_by_role("button", name=RESULT).dblclick()
        expect(page).to_have_url(f"{counting.url}/result")
        expect(page.get_by_role("heading", name="Your result")).to_be_visible()
        assert rows(counting) == before + 1


def test_sending_again_counts_once_and_is_told_truly(person: Page, counting: Server) -> None:
    before = rows(counting)
    ready(person)
    press(person, RESULT)
    person.go_back()
    person.get_by_label("Count me, without a name").check()
    person.get_by_label("Let research use my answers, without a name").check()
    press(person, RESULT)
    person.goto("/check/answers")
    press(person, RESULT)
    assert rows(counting) == before + 1
    expect(
        person.get_by_text("to be counted. The result itself is kept only if you keep it.")
    ).to_be_visible()


def test_many_posts_at_once_count_once(person: Page, counting: Server) -> None:
    before = rows(counting)
    ready(person)
    fields = person.locator("form[action='/check/answers'] input").evaluate_all(
        "all => all.map(one => [one.name, one.value])"
    )
    body = urlencode([(name, value) for name, value in fields if name != "research"])
    [cookie] = person.context.cookies()
    headers = {
        **NAVIGATION,
        "Cookie": f"{cookie['name']}={cookie['value']}",
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def send(_number: int) -> int:
        address = urlsplit(counting.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port)
        connection.request("POST", "/check/answers", body, headers)
        status = connection.getresponse().status
        connection.close()
        return status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert set(pool.map(send, range(AT_ONCE))) == {303}
    assert rows(counting) == before + 1
