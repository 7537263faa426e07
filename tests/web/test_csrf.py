"""A change needs a token of this very visit, from a page of this very site."""

import pytest
from flask import Flask

from tests.client import Client
from tests.web.conftest import keep_text, kept
from wellbeing_app.web.csrf import only_reads

NAVIGATION = {"Sec-Fetch-Site": "same-origin"}


def token_of(client: Client) -> str:
    return client.get("/probe/token").get_data(as_text=True)


def check_that_foreign_posts_change_nothing(app: Flask) -> None:
    """Try a post without a token, with a wrong one, one of another visit, and from other sites."""
    client, stranger = app.test_client(), app.test_client()
    assert isinstance(client, Client)
    assert isinstance(stranger, Client)
    own = token_of(client)
    for token in ("", "wrong", token_of(stranger)):
        answer = client.post("/probe/keep", data={"csrf_token": token, "text": "x"})
        assert answer.status_code == 400
    for origin in ("cross-site", "same-site", "anything"):
        answer = client.post(
            "/probe/keep",
            data={"csrf_token": own, "text": "x"},
            headers={"Sec-Fetch-Site": origin},
        )
        assert answer.status_code == 403
    assert kept(client) == {}


def test_foreign_posts_change_nothing(probed: Flask) -> None:
    check_that_foreign_posts_change_nothing(probed)


def test_an_app_without_tokens_would_be_found(probed: Flask) -> None:
    probed.config["WTF_CSRF_ENABLED"] = False
    with pytest.raises(AssertionError):
        check_that_foreign_posts_change_nothing(probed)


def test_an_app_that_ignores_where_a_post_comes_from_would_be_found(probed: Flask) -> None:
    hooks = probed.before_request_funcs[None]
    hooks[:] = [hook for hook in hooks if getattr(hook, "__name__", "") != "refuse_cross_site"]
    with pytest.raises(AssertionError):
        check_that_foreign_posts_change_nothing(probed)


@pytest.mark.parametrize("origin", ["same-origin", "none"])
def test_an_own_form_and_a_reload_are_accepted(visitor: Client, origin: str) -> None:
    answer = visitor.post(
        "/probe/keep",
        data={"csrf_token": token_of(visitor), "text": "kept"},
        headers={"Sec-Fetch-Site": origin},
    )
    assert answer.status_code == 200


def test_a_browser_that_does_not_say_where_it_comes_from_is_held_by_the_token(
    visitor: Client,
) -> None:
    assert keep_text(visitor, "kept") == 200


def test_following_a_link_from_another_site_is_no_change(visitor: Client) -> None:
    answer = visitor.get("/probe/show", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200


def test_only_the_search_takes_a_form_without_a_token(app: Flask) -> None:
    with app.app_context():
        assert {name for name in app.view_functions if only_reads(name)} == {"learn.search_words"}
