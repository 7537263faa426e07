"""A10, R1, S1, S2, S3, S5: doors broken on purpose, each found by the test of the whole one."""

import pytest
from flask import Flask

from tests.accounts.cast import Person
from tests.accounts.test_sessions import (
    test_s1_the_cookie_is_strict_and_of_the_session_only as s1_cookie,
)
from tests.accounts.test_sessions import (
    test_s2_a_planted_token_never_becomes_worth_anything as s2_planted,
)
from tests.accounts.test_sessions import (
    test_s2_every_change_of_rights_brings_a_new_token as s2_new_tokens,
)
from tests.accounts.test_sessions import (
    test_s3_a_session_ends_15_minutes_after_its_last_use as s3_idle,
)
from tests.accounts.test_sessions import (
    test_s5_one_other_session_or_all_of_them_are_ended_at_once as s5_others,
)
from tests.accounts.test_sign_in import (
    test_a10_a_hash_is_brought_up_to_date_only_after_both_factors as a10,
)
from tests.accounts.test_sign_in import (
    test_r1_the_counts_begin_anew_each_minute as r1_counts,
)
from tests.accounts.test_sign_in import (
    test_r1_tries_of_strangers_do_not_keep_the_therapist_out as r1_victim,
)
from tests.web.conftest import Clock
from wellbeing_app.accounts import changes, identity, views
from wellbeing_app.config import Config
from wellbeing_app.storage import staff_sessions
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.staff_sessions import Contents
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.strength import Strength
from wellbeing_app.web.database import db
from wellbeing_app.web.staff import cookie as staff_cookie
from wellbeing_app.web.staff import session as staff_session
from wellbeing_app.web.staff.session import IDLE_SECONDS

Patch = pytest.MonkeyPatch


def test_a10_a_hash_changed_by_the_password_alone_would_be_found(
    staff_config: Config, anna: Person, monkeypatch: Patch
) -> None:
    whole = identity.after_password

    def hasty(known: identity.Known, password: str, keys: Keys, strength: Strength) -> Contents:
        contents = whole(known, password, keys, strength)
        if contents.password:
            db.session.get_one(Account, known.id).password = contents.password
            db.session.commit()
        return contents

    monkeypatch.setattr(views.identity, "after_password", hasty)  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        a10(staff_config, anna)


def test_r1_a_door_that_locks_the_account_would_be_found(
    staffed: Flask, anna: Person, clock: Clock, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(identity, "fresh_step", lambda *_arguments: None)
    with pytest.raises(AssertionError):
        r1_victim(staffed, anna, clock)


def test_r1_a_door_that_does_not_count_would_be_found(
    staffed: Flask, anna: Person, clock: Clock, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(identity, "too_many_passwords", lambda *_arguments: False)
    with pytest.raises(AssertionError):
        r1_counts(staffed, anna, clock)


def test_s1_a_cookie_without_its_prefix_would_be_found(config: Config, monkeypatch: Patch) -> None:
    monkeypatch.setattr(staff_cookie, "cookie_name", lambda: "s")
    with pytest.raises(AssertionError):
        s1_cookie(config)


def test_s2_a_token_that_stays_would_be_found(anna: Person, monkeypatch: Patch) -> None:
    whole = staff_cookie.new_token

    def stays() -> bytes:
        return staff_cookie.token() or whole()

    monkeypatch.setattr(staff_session, "new_token", stays)
    with pytest.raises(AssertionError):
        s2_new_tokens(anna)


def test_s2_a_planted_token_that_is_taken_over_would_be_found(
    anna: Person, monkeypatch: Patch
) -> None:
    whole = staff_cookie.new_token
    monkeypatch.setattr(staff_session, "new_token", lambda: staff_cookie.token() or whole())
    with pytest.raises(AssertionError):
        s2_planted(anna)


def test_s3_a_session_without_an_end_would_be_found(
    anna: Person, clock: Clock, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(staff_session, "_is_alive", lambda _row: True)
    with pytest.raises(AssertionError):
        s3_idle(anna, clock, IDLE_SECONDS)


def test_s5_sessions_that_are_not_looked_up_again_would_be_found(
    anna: Person, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(changes, "end_all", lambda *_arguments: None)
    monkeypatch.setattr(staff_sessions, "end_own", lambda *_arguments: None)
    monkeypatch.setattr(staff_session, "_may_be_here", lambda *_arguments: True)
    with pytest.raises(AssertionError):
        s5_others(anna)
