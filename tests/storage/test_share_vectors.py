"""K1: shares of before are found, claimed and opened for ever.

`share_vectors.json` was not made with the code under test: HKDF by the standard library's HMAC, the
envelope by HChaCha20 and the `cryptography` package, the box from libsodium's `crypto_box` with a
fixed ephemeral key. Lines are only ever added.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.databases import Sessions
from tests.storage.sharing import TODAY
from wellbeing_app.storage.held_shares import Holder, claim, held, open_held
from wellbeing_app.storage.shares import HELD, OFFERED, ShareCode, ShareRow
from wellbeing_app.vault.keys import Pair

VECTORS = json.loads((Path(__file__).parent / "share_vectors.json").read_text())
Vector = dict[str, str]


def code(vector: Vector) -> ShareCode:
    return ShareCode.of(bytes.fromhex(vector["secret"]), bytes.fromhex(vector["salt"]))


def row(vector: Vector, state: str, ct: str) -> ShareRow:
    return ShareRow(
        id=bytes.fromhex(vector["id"]),
        revoke_id=bytes.fromhex(vector["revoke"]),
        ct=bytes.fromhex(vector[ct]),
        state=state,
        expires_day=date.fromisoformat(vector["expires_day"]),
        pickup_until_day=date.fromisoformat(vector["pickup_until_day"]),
        paused=False,
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_what_a_code_derives(vector: Vector) -> None:
    derived = code(vector)
    assert derived.claim.hex() == vector["claim"]
    assert derived.key.hex() == vector["key"]
    assert derived.revoke.hex() == vector["revoke"]


@pytest.mark.parametrize("vector", VECTORS)
def test_an_offered_row_of_before_is_claimed(sessions: Sessions, vector: Vector) -> None:
    pair = Pair.of(bytes.fromhex(vector["private"]))
    holder = Holder(bytes.fromhex(vector["holder"]), pair.public, 1)
    with sessions() as session:
        offered = row(vector, OFFERED, "ct")
        offered.claim_id = bytes.fromhex(vector["claim"])
        session.add(offered)
        session.flush()
        assert claim(session, code(vector), holder, TODAY) == offered.id
        assert open_held(offered, pair).hex() == vector["content"]


@pytest.mark.parametrize("vector", VECTORS)
def test_a_held_row_of_before_opens(sessions: Sessions, vector: Vector) -> None:
    with sessions() as session:
        kept = row(vector, HELD, "box")
        kept.therapist_id = bytes.fromhex(vector["holder"])
        kept.key_version, kept.picked_up_day = int(vector["key_version"]), TODAY
        session.add(kept)
        session.flush()
        found = held(session, kept.id, kept.therapist_id, TODAY)
        assert found is not None
        opened = open_held(found, Pair.of(bytes.fromhex(vector["private"])))
        assert opened.hex() == vector["content"]
