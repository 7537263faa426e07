"""The walks of docs/developers.md are the ones the code takes: all files listed, and few."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from tests.client import NAVIGATION, Client
from tests.pages import Answers, Page
from tests.selfcheck.walking import answer_all, begin, to_review
from tests.server import ROOT
from tests.sharing.walking import finished, with_code
from tests.walked import files_entered
from wellbeing_app import create_app
from wellbeing_app.config import Config

MOST_FILES = 12
"""That a POST of an answer enters beyond those of every page."""
LISTED = re.compile(r"^\d+\. `([\w/]+\.py)`", re.MULTILINE)
HOURS_APART = 4 * 3600


def listed(title: str) -> set[str]:
    """The files of the walk with this title in the papers."""
    papers = (ROOT / "docs" / "developers.md").read_text("utf-8")
    section = papers.split(f"\n### {title}\n")[1].split("\n#")[0]
    return set(LISTED.findall(section))


def posted(client: Client, page: Page, press: str, answers: Answers) -> tuple[set[str], str]:
    """Send a form and follow nothing: the files this one request enters, and where it leads."""
    form = page.form(press)
    data: dict[str, list[str]] = {}
    for name, value in form.filled(answers, press):
        data.setdefault(name, []).append(value)
    led: list[str] = []
    entered = files_entered(
        lambda: led.append(
            client.post(form.target(press), data=data, headers=NAVIGATION).headers["Location"]
        )
    )
    return set(entered), led[0]


def walks_of_answers(client: Client) -> Iterator[set[str]]:
    """Take the full check: what each page of answers enters beyond the files of every page."""
    page = begin(client, "full")
    every_page = set(files_entered(lambda: client.visit("/")))
    while page.path != "/check/answers":
        if page.path.endswith("/pause"):
            page = client.submit(page, press="Go on with the questions")
            continue
        entered, address = posted(client, page, "Continue", answer_all(page, "1"))
        yield entered - every_page
        page = client.visit(address)


def test_an_answer_enters_twelve_files_beyond_those_of_every_page(client: Client) -> None:
    list(walks_of_answers(client))  # What is worked out once and remembered is remembered now.
    walks = list(walks_of_answers(client))
    assert [sorted(walk) for walk in walks if len(walk) > MOST_FILES] == []
    assert set().union(*walks) == listed("An answer")


def test_a_page_that_works_out_scores_would_be_found(client: Client) -> None:
    finished(client)
    every_page = set(files_entered(lambda: client.visit("/")))
    walk = set(files_entered(lambda: client.visit("/result"))) - every_page
    assert "instruments/engine/scoring.py" in walk
    assert len(walk) > MOST_FILES


def test_a_share_enters_the_files_listed(client: Client) -> None:
    walk: set[str] = set()
    for _warm in range(2):
        finished(client)
        preview = client.submit(
            client.visit("/share"), {"talk": "Hello"}, press="See what they will see"
        )
        _page, code = with_code(client, preview)
        page = client.visit("/share/type")
        shown = set(files_entered(lambda: client.visit("/share/type")))
        entered, _address = posted(client, page, "Let it be picked up", {"code": code})
        walk = entered - shown
    assert walk == listed("A share")


def test_a_mix_enters_the_files_listed(config: Config) -> None:
    later = count(int(config.clock()), HOURS_APART)
    now = [next(later)]
    app = create_app(replace(config, clock=lambda: now[0]))
    app.test_client_class = Client
    walk: tuple[str, ...] = ()
    for _warm in range(2):
        for _person in range(10):
            client = Client.of(app)
            review = to_review(client, begin(client, "phq-9"), "1")
            client.submit(review, {"counted": "yes", "research": "yes"}, press="See my result")
        walk = files_entered(lambda: app.test_cli_runner().invoke(args=["mix"]))
        now[0] = next(later)
    assert {file for file in walk if not file.startswith("instruments/")} == listed("A mix")


@pytest.mark.parametrize("title", ["An answer", "A share", "A mix"])
def test_each_walk_is_short_enough_to_be_read(title: str) -> None:
    assert 0 < len(listed(title)) <= 18
