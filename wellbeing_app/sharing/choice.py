"""What a person has chosen to show, as the visit's cookie carries it until the code was typed.

The ticks are places in the list that was offered. A digest of that list travels with them, so that
ticks never come to stand for something else when an answer or the history has changed meanwhile.
"""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from flask import session

from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.offers import Offered
from wellbeing_app.records.record import ENGINE
from wellbeing_app.records.share import Share, share_of, to_json
from wellbeing_app.records.shown import ShownShare, shown_share
from wellbeing_app.storage.shares import ID_BYTES
from wellbeing_app.vault.codes import SECRET_BYTES
from wellbeing_app.web.visit.codes import as_text, bytes_in
from wellbeing_app.web.visit.cookie import LARGEST_COOKIE, size

SESSION_KEY = "share"
SPARE = 200
"""Characters of the cookie left for the code that is added later, and for its sealing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticks and words of one share in the making. `new` is code and id, once there is one.

    `invitation`: the id (hexadecimal) of the one it answers; empty for a code to hand over.
    """

    kept: bool
    digest: str
    ticked: str
    talk: str
    avoid: str
    days: int = 0
    new: str = ""
    invitation: str = ""

    def going(self, offered: Offered) -> tuple[int, ...]:
        """Return the places that go, after the rules."""
        return offered.going(self.places)

    @property
    def places(self) -> tuple[int, ...]:
        """The places that are ticked."""
        bits = int(self.ticked or "0", 16)
        return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)

    @property
    def secret(self) -> bytes:
        """The 15 bytes of the new code."""
        return bytes_in(self.new)[:SECRET_BYTES]

    @property
    def share_id(self) -> bytes:
        """The id the share's row will have."""
        return bytes_in(self.new)[SECRET_BYTES:]

    def is_of(self, secret: bytes) -> bool:
        """Whether this is the code that was shown and waits."""
        return bool(self.new) and hmac.compare_digest(self.secret, secret)

    def answers(self, invitation_id: bytes) -> bool:
        """Whether it was made to answer this invitation."""
        return self.invitation == invitation_id.hex()

    def with_code(self, days: int, secret: bytes, share_id: bytes) -> "Choice":
        """Return the choice with how long it is to live, and a new code and id."""
        if len(share_id) != ID_BYTES:
            raise ValueError(f"an id has {ID_BYTES} bytes")
        return replace(self, days=days, new=as_text(secret + share_id))

    def by_code(self) -> "Choice":
        """Return the choice to hand over by a code, a new one, in place of the invitation."""
        return replace(self, new="", invitation="")

    def save(self) -> None:
        """Write it into the visit."""
        session[SESSION_KEY] = list(asdict(self).values())

    def beyond_room(self) -> int:
        """Count the characters by which the visit's cookie would be too long with it."""
        contents = {**session, SESSION_KEY: list(asdict(self).values())}
        return size(contents) - (LARGEST_COOKIE - SPARE)


def choice_of(
    offered: Offered,
    places: Collection[int],
    *,
    kept: bool,
    talk: str,
    avoid: str,
    invitation: str = "",
) -> Choice:
    """Return the choice of these places."""
    bits = sum(1 << place for place in set(places) if 0 <= place < len(offered.parts))
    return Choice(kept, digest(offered), f"{bits:x}", talk, avoid, invitation=invitation)


def current_choice() -> Choice | None:
    """Return the choice this visit carries."""
    carried = session.get(SESSION_KEY)
    return Choice(*carried) if carried else None


def forget_choice() -> None:
    """Carry no choice any more."""
    session.pop(SESSION_KEY, None)


def share_from(offered: Offered, choice: Choice) -> Share:
    """Return the share of a choice. Raises ValueError where there is nothing in it."""
    parts = [offered.parts[place] for place in choice.going(offered)]
    return share_of(
        offered.sources,
        parts,
        engine=ENGINE,
        talk=choice.talk,
        avoid=choice.avoid,
        invitation=choice.invitation,
    )


def whole(offered: Offered) -> Share:
    """Return everything offered, for the page to choose from. Raises ValueError for nothing."""
    return share_of(offered.sources, offered.parts, engine=ENGINE, talk="", avoid="")


def all_in_words(library: Library, offered: Offered) -> ShownShare:
    """Return everything offered in words, each result of a day told apart."""
    used = sorted({part.source for part in offered.parts if part.source is not None})
    return shown_share(library, whole(offered), [offered.occasions[place] for place in used])


def digest(offered: Offered) -> str:
    """Return 12 digits that change with anything that is offered."""
    return hashlib.sha256(to_json(whole(offered))).hexdigest()[:12]
