"""A host as settings and requests name it, in the one form in which both are compared.

The same host may be written with capitals, with a final dot, with letters beyond ASCII, or as an
IPv6 address in several ways.
"""

import re
from ipaddress import IPv4Address, IPv6Address

LONGEST_NAME = 253

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_PORT = re.compile(r"(?<=[^:]):[0-9]+$")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_AMBIGUOUS = re.compile("[ßẞς\u200c\u200d]")
"""Letters that browsers and Python's codec turn into different names."""


class NoHost(ValueError):
    """What is written names no host; the text quotes it and says what is wrong with it."""

    def __init__(self, written: str, wrong: str) -> None:
        super().__init__(f"{written[:LONGEST_NAME]!r} {wrong}")


def host(written: str) -> str:
    """Return a name in lower case and ASCII without a final dot, or an address in its short form.

    Raises `NoHost`, also for a port, a path or a whole address.
    """
    if "/" in written or "@" in written:
        raise NoHost(
            written, "is an address; leave out https:// and everything from the next slash on"
        )
    if any(sign.isspace() for sign in written):
        raise NoHost(written, "has a blank in it; separate names by commas")
    if written.count(":") == 1 or (written.startswith("[") and not written.endswith("]")):
        raise NoHost(written, "has a port; leave it out")
    if ":" in written:
        return _ipv6(written)
    return _name(written)


def host_of_request(written: str) -> str | None:
    """Return the host of a Host header, whose port is left out; None if it names none."""
    try:
        return host(_PORT.sub("", written))
    except NoHost:
        return None


def _ipv6(written: str) -> str:
    try:
        found = IPv6Address(written.removeprefix("[").removesuffix("]"))
    except ValueError:
        raise NoHost(written, "is no IPv6 address") from None
    if found.scope_id:
        raise NoHost(written, "names a network card; leave out the % and what follows")
    return str(found)


def _name(written: str) -> str:
    name = _ascii(written).removesuffix(".")
    labels = name.split(".")
    if len(name) > LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise NoHost(written, "is no host name: letters, digits and hyphens, with dots between")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(name))
        except ValueError:
            raise NoHost(written, "is no IPv4 address") from None
    return name


def _ascii(written: str) -> str:
    """Return an international name as DNS and browsers write it (`xn--...`)."""
    if _AMBIGUOUS.search(written):
        raise NoHost(written, "has a letter that is read in two ways; write the name as xn--...")
    try:
        return written.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoHost(
            written, "is no host name: an empty or too long part between two dots"
        ) from None
