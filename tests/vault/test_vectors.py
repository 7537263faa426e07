"""K1: known answers. A change that made any of them wrong would orphan what people kept.

`vectors.json` was not made with the code under test: HKDF by the standard library's HMAC, envelopes
by HChaCha20 as its draft (draft-irtf-cfrg-xchacha-03) says and the `cryptography` package, whose
appendix A.3.1 is the first envelope. Lines are only ever added.
"""

import json
from pathlib import Path

import pytest

from wellbeing_app.history import files
from wellbeing_app.storage import (
    accounts,
    client_invitations,
    history,
    inbox,
    shares,
    staff_sessions,
)
from wellbeing_app.vault import wrapping
from wellbeing_app.vault.codes import read_code, write_code
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.passwords import is_outdated, matches
from wellbeing_app.vault.sealing import open_box, open_sealed

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())

Vector = dict[str, str]


@pytest.mark.parametrize("vector", VECTORS["derivations"], ids=lambda vector: vector["label"])
def test_derivation(vector: Vector) -> None:
    secret, salt = bytes.fromhex(vector["secret"]), bytes.fromhex(vector["salt"])
    length = int(vector["length"])
    assert derive(secret, vector["label"], length, salt).hex() == vector["derived"]


def test_every_label_in_use_has_a_vector() -> None:
    used = {
        *(inbox.ID_LABEL, accounts.INVITATION_LABEL, wrapping.RECOVERY_LABEL),
        *(staff_sessions.ID_LABEL, staff_sessions.KEY_LABEL),
        *(history.ID_LABEL, history.KEY_LABEL, files.KEY_LABEL),
        *(shares.CLAIM_LABEL, shares.KEY_LABEL, shares.REVOKE_LABEL),
        client_invitations.ID_LABEL,
    }
    assert used <= {vector["label"] for vector in VECTORS["derivations"]}


@pytest.mark.parametrize("vector", VECTORS["passwords"], ids=range(len(VECTORS["passwords"])))
def test_password(vector: Vector) -> None:
    """Hashed by the C library's crypt(3)."""
    pepper = bytes.fromhex(vector["pepper"])
    assert matches(vector["password"], vector["stored"], [pepper], 5)
    assert not is_outdated(vector["stored"], [pepper], 5)
    assert not matches(vector["password"] + " ", vector["stored"], [pepper], 5)


def test_another_label_or_salt_derives_something_unrelated() -> None:
    known = derive(b"secret", "history-id", 16, bytes(32))
    assert known != derive(b"secret", "history-key", 16, bytes(32))
    assert known != derive(b"secret", "history-id", 16, b"\1" * 32)


@pytest.mark.parametrize("vector", VECTORS["envelopes"])
def test_envelope(vector: Vector) -> None:
    key, envelope = bytes.fromhex(vector["key"]), bytes.fromhex(vector["envelope"])
    associated = bytes.fromhex(vector["associated"])
    assert open_sealed([key], envelope, associated).hex() == vector["plaintext"]


@pytest.mark.parametrize("vector", VECTORS["boxes"])
def test_box(vector: Vector) -> None:
    pair = Pair.of(bytes.fromhex(vector["private"]))
    assert pair.public.hex() == vector["public"]
    assert open_box(pair, bytes.fromhex(vector["box"])).hex() == vector["plaintext"]


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda vector: vector["code"])
def test_code(vector: Vector) -> None:
    assert write_code(bytes.fromhex(vector["secret"])) == vector["code"]
    assert read_code(vector["code"]).hex() == vector["secret"]
