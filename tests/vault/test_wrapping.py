"""K1, K2: a private key opens by its password or its recovery code, in its own row only."""

import threading
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable, seal
from wellbeing_app.vault.strength import LEAST, Strength
from wellbeing_app.vault.wrapping import (
    Busy,
    Wrapped,
    unwrap,
    unwrap_for_recovery,
    wrap,
    wrap_for_recovery,
)

CHEAP = Strength(bcrypt_cost=4, passes=1, memory=8192)
PASSWORD = "blue teapot hums at noon"
PLACE = b"account_key/1|password|1|" + bytes(16)
SALT = bytes(32)


def test_a_wrapped_key_opens_with_its_password_in_its_place() -> None:
    private = Pair.new().private
    wrapped = wrap(private, PASSWORD, PLACE, CHEAP)
    assert unwrap(wrapped, PASSWORD, PLACE) == private
    for password, place in ((PASSWORD + "x", PLACE), (PASSWORD, PLACE + b"x")):
        with pytest.raises(Unopenable):
            unwrap(wrapped, password, place)
    with pytest.raises(Unopenable):
        unwrap(replace(wrapped, passes=2), PASSWORD, PLACE)


def test_a_key_wrapped_for_recovery_opens_with_its_code() -> None:
    private, code = Pair.new().private, bytes(15)
    envelope = wrap_for_recovery(private, code, PLACE, SALT)
    assert unwrap_for_recovery(envelope, code, PLACE, SALT) == private
    for other in ((bytes([1]) * 15, PLACE, SALT), (code, b"", SALT), (code, PLACE, b"x" * 32)):
        with pytest.raises(Unopenable):
            unwrap_for_recovery(envelope, *other)


@pytest.mark.parametrize(
    ("passes", "memory"), [(1, 8192), (3, 65536), (LEAST.passes, LEAST.memory)]
)
def test_k1_the_stretching_is_argon2id_as_another_library_has_it(passes: int, memory: int) -> None:
    salt = bytes(range(16))
    other = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory // 1024)
    key = other.derive(PASSWORD.encode())
    wrapped = Wrapped(salt, passes, memory, seal(key, b"private", PLACE))
    assert unwrap(wrapped, PASSWORD, PLACE) == b"private"


def test_a_third_stretching_at_once_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go = threading.Semaphore(0), threading.Event()

    def slow(*_arguments: object, **_options: object) -> bytes:
        inside.release()
        go.wait(30)
        return bytes(32)

    monkeypatch.setattr("wellbeing_app.vault.wrapping.argon2id.kdf", slow)
    threads = [
        threading.Thread(target=wrap, args=(bytes(32), PASSWORD, PLACE, CHEAP)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert inside.acquire(timeout=30)
    with pytest.raises(Busy):
        wrap(bytes(32), PASSWORD, PLACE, CHEAP)
    go.set()
    for thread in threads:
        thread.join()
    assert wrap(bytes(32), PASSWORD, PLACE, CHEAP)


@pytest.mark.parametrize("weaker", [{"bcrypt_cost": 11}, {"passes": 2}, {"memory": 1024}])
def test_a_weaker_strength_does_not_hold(weaker: dict[str, int]) -> None:
    assert LEAST.holds(LEAST)
    assert not Strength(**weaker).holds(LEAST)
