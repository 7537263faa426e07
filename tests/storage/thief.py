"""A thief: has every row of every table and the key file, and knows the program."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from sqlalchemy import Engine, inspect, text

from wellbeing_app.storage.account_keys import place
from wellbeing_app.storage.client_invitations import ID_LABEL as INVITATION_LABEL
from wellbeing_app.storage.clients import KEY_LABEL as DESK_LABEL
from wellbeing_app.storage.clients import Desk
from wellbeing_app.storage.history import ID_LABEL as HISTORY_ID_LABEL
from wellbeing_app.storage.history import KEY_LABEL as HISTORY_LABEL
from wellbeing_app.storage.shares import CLAIM_LABEL, REVOKE_LABEL
from wellbeing_app.storage.shares import KEY_LABEL as SHARE_LABEL
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys, Pair
from wellbeing_app.vault.sealing import Unopenable, open_box, open_sealed
from wellbeing_app.vault.wrapping import RECOVERY_LABEL, Wrapped, unwrap

Row = Mapping[str, object]
Loot = Mapping[str, list[Row]]

KEY_BYTES = 32
LABELS = (
    *(HISTORY_ID_LABEL, HISTORY_LABEL, CLAIM_LABEL, SHARE_LABEL, REVOKE_LABEL, "share-id"),
    *(DESK_LABEL, INVITATION_LABEL, RECOVERY_LABEL, "session-key"),
)
WORDS = (b"phq9_9", b"evenkeel/", b"Sleep.", b'"parts"', b'"label"', b'"results"')
"""What stands in content that is not sealed at all."""


def steal(engine: Engine) -> Loot:
    """Every row of every table; what is bytes in either engine is bytes here."""
    with engine.connect() as connection:
        return {
            table: [
                {name: _plain(value) for name, value in row.items()}
                for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()  # noqa: S608
            ]
            for table in inspect(engine).get_table_names()
        }


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def blob(row: Row, column: str) -> bytes:
    """One column that holds bytes."""
    value = row[column]
    assert isinstance(value, bytes)
    return value


def number(row: Row, column: str) -> int:
    """One column that holds a number."""
    value = row[column]
    assert isinstance(value, int)
    return value


def in_the_key_file(keys: Keys) -> set[bytes]:
    """Everything the server holds outside the database."""
    lists = chain(keys.visit_keys, keys.field_keys, keys.peppers)
    return {*lists, keys.rate_key, keys.csrf_key, keys.statistics.private, keys.statistics.public}


def bound_to(table: str, row: Row) -> Iterator[bytes]:
    """What a seal of this table is bound to, as the program has it; and nothing at all."""
    yield b""
    match table:
        case "history":
            yield b"history/1|" + blob(row, "id") + f"|{row['rev']}|{row['expires_month']}".encode()
        case "share":
            days = f"|{row['expires_day']}|{row['pickup_until_day']}".encode()
            yield b"share/1|" + blob(row, "id") + blob(row, "revoke_id") + days
        case "client" | "desk_log" | "client_invitation":
            last = {"client": "rev", "desk_log": "day", "client_invitation": "until_day"}[table]
            whose = blob(row, "id") + blob(row, "therapist_id")
            yield f"{table}/1|".encode() + whose + f"|{row[last]}".encode()
        case "client_note":
            whose = blob(row, "id") + blob(row, "client_id") + blob(row, "therapist_id")
            yield b"client_note/1|" + whose + f"|{row['rev']}".encode()
        case "account_key":
            for by in ("password", "recovery"):
                yield place(blob(row, "account_id"), number(row, "number"), by)


@dataclass(frozen=True)
class Thief:
    """One thief with the loot of one night."""

    loot: Loot
    keys: Keys

    @property
    def salt(self) -> bytes:
        """The installation's; it is no secret."""
        return blob(self.loot["meta"][0], "salt")

    def tried(self, row: Row) -> list[bytes]:
        """As keys: the key file, the row's own columns, and all that derives from either."""
        columns = {one for name, one in row.items() if isinstance(one, bytes) and name != "ct"}
        return [*self._of_the_house, *self._with_derived(columns)]

    @cached_property
    def _of_the_house(self) -> set[bytes]:
        return self._with_derived(in_the_key_file(self.keys) | {self.salt})

    def _with_derived(self, found: set[bytes]) -> set[bytes]:
        derived = {derive(one, label, KEY_BYTES, self.salt) for one in found for label in LABELS}
        return {one for one in found | derived if len(one) == KEY_BYTES}

    def opened(self, table: str, *columns: str) -> int:
        """How many sealed values of a table are read, as an envelope, a box or as they lie."""
        return sum(
            self._reads(table, row, blob(row, column))
            for row in self.loot[table]
            for column in columns or ("ct",)
        )

    def _reads(self, table: str, row: Row, ct: bytes) -> bool:
        tried = self.tried(row)
        return (
            any(word in ct for word in WORDS)
            or any(opens(partial(open_sealed, tried, ct, where)) for where in bound_to(table, row))
            or any(opens(partial(open_box, Pair.of(key), ct)) for key in tried)
        )

    def guessed(self, passwords: Iterable[str]) -> dict[bytes, bytes]:
        """Account -> private key, for every account that one of these passwords opens."""
        tries = list(passwords)
        found = {}
        for row in self.loot["account_key"]:
            where = place(blob(row, "account_id"), number(row, "number"), "password")
            cost = number(row, "passes"), number(row, "memory")
            wrapped = Wrapped(blob(row, "salt"), *cost, blob(row, "by_password"))
            for password in tries:
                try:
                    found[blob(row, "account_id")] = unwrap(wrapped, password, where)
                except Unopenable:
                    continue
        return found

    def ransacked(self, found: Mapping[bytes, bytes]) -> dict[str, int]:
        """How many rows of each table the private keys of these accounts open."""
        counts = {}
        for table in ("share", "client", "client_note", "desk_log", "client_invitation"):
            rows = [row for row in self.loot[table] if row["therapist_id"] in found]
            counts[table] = sum(self._turns(table, row, found) for row in rows)
        return {table: count for table, count in counts.items() if count}

    def _turns(self, table: str, row: Row, found: Mapping[bytes, bytes]) -> bool:
        owner = blob(row, "therapist_id")
        if table == "share":
            return opens(partial(open_box, Pair.of(found[owner]), blob(row, "ct")))
        key = Desk.of(owner, found[owner], self.salt).key
        return any(
            opens(partial(open_sealed, [key], blob(row, "ct"), where))
            for where in bound_to(table, row)
        )


def opens(attempt: Callable[[], bytes]) -> bool:
    """Whether an attempt to open succeeds."""
    try:
        attempt()
    except Unopenable:
        return False
    return True
