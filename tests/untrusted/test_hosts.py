"""One host, however it is written, and a plain refusal of what is none."""

import pytest

from wellbeing_app.untrusted.hosts import NoHost, host, host_of_request


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Check.Example", "check.example"),
        ("check.example.", "check.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("MÜNCHEN.Example.", "xn--mnchen-3ya.example"),
        ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
        ("192.0.2.7", "192.0.2.7"),
        ("[2001:DB8:0::1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("localhost", "localhost"),
    ],
)
def test_a_host_has_one_form(written: str, expected: str) -> None:
    assert host(written) == expected


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://check.example", "is an address"),
        ("check.example/", "is an address"),
        ("me@check.example", "is an address"),
        ("check.example www.check.example", "blank"),
        ("check.example:8443", "port"),
        ("[::1]:8443", "port"),
        ("1:2:3", "IPv6"),
        ("fe80::1%eth0", "network card"),
        ("*.example", "no host name"),
        (".example", "no host name"),
        ("a..example", "no host name"),
        ("-a.example", "no host name"),
        ("a" * 64 + ".example", "no host name"),
        (".".join(["a" * 60] * 5), "no host name"),
        ("256.0.2.7", "IPv4"),
        ("192.0.2", "IPv4"),
        ("faß.example", "xn--"),
    ],
)
def test_what_is_no_host_is_quoted_and_told_why(written: str, told: str) -> None:
    with pytest.raises(NoHost, match=told) as caught:
        host(written)
    assert written[:20] in str(caught.value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("localhost:8000", "localhost"),
        ("LOCALHOST.:8000", "localhost"),
        ("[::1]:8000", "::1"),
        ("[0:0::1]", "::1"),
        ("", None),
        ("a b", None),
    ],
)
def test_a_request_names_the_same_host_with_or_without_a_port(
    written: str, expected: str | None
) -> None:
    assert host_of_request(written) == expected
