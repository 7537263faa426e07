"""Words that no page uses, since they label, blame, or make one way of living the measure."""

import re

UNWANTED = re.compile(
    r"""\b(?:
    addict(?:s|ed)?
    | (?:cybersex|sex|porn|pornography|internet)\W(?:addiction|addicts?|abuse)
    | (?:ab)?normal(?:ly|ity)?
    | clean | dirty | relapse[ds]? | opposite\ssex | lifestyles?
    | child\sporn(?:ography)? | kiddie\sporn | sexual\spreferences?
    | perver\w+ | devian\w+ | promiscu\w+ | sinful\w* | filthy | disgusting
    | prostitut\w+ | whores? | sluts?
    | commit(?:s|ted|ting)?\ssuicide | failed\sattempts?
    | suffer(?:s|ing)?\sfrom | victims?\sof\stheir\sown
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
"""Words people search for or were asked about stand in quotation marks."""


def unwanted(text: str, names: frozenset[str] = frozenset()) -> set[str]:
    """Find unwanted words outside quotation marks and outside the names of organisations."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return {found.group().lower() for found in UNWANTED.finditer(QUOTED.sub(" ", text))}
