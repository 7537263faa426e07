"""The 10,000 commonest passwords (package zxcvbn, MIT), and what people make of them."""

from collections.abc import Callable, Iterator

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from wellbeing_app.accounts.guessable import SHORTEST

COMMONEST: tuple[str, ...] = tuple(FREQUENCY_LISTS["passwords"][:10_000])
"""From the commonest on, as counted in passwords that were stolen elsewhere."""

LEET = str.maketrans("aeiostl", "4310571")
SIGNS = str.maketrans("aeios", "@310$")
LENGTHENED: dict[str, Callable[[str], str]] = {
    "as it stands": lambda word: word,
    "twice": lambda word: word * 2,
    "twice with a blank": lambda word: f"{word} {word}",
    "three times": lambda word: word * 3,
    "forwards and backwards": lambda word: word + word[::-1],
    "with a year": lambda word: f"{word}2026!",
    "with a year, twice": lambda word: f"{word}1987" * 2,
    "with digits in a row": lambda word: f"{word}123456789",
    "with digits in front": lambda word: f"123456789{word}",
    "capitalised, digits, a mark": lambda word: f"{word.capitalize()}123456789!",
    "in leet, twice": lambda word: word.translate(LEET) * 2,
    "in leet with digits": lambda word: f"{word.translate(SIGNS).capitalize()}123456789",
    "with keys in a row": lambda word: f"{word}qwertyuiop",
    "with a common word": lambda word: f"{word}password",
    "with the site's name": lambda word: f"{word}evenkeel",
    "with one's own name": lambda word: f"{word}annarossi",
    "filled up with marks": lambda word: word.ljust(SHORTEST, "!"),
    "filled up with zeros": lambda word: word.ljust(SHORTEST + 1, "0"),
}


def long_enough(way: str, count: int) -> Iterator[str]:
    """The first so many of the list, lengthened in one way, if that makes them long enough."""
    lengthened = map(LENGTHENED[way], COMMONEST[:count])
    return (one for one in lengthened if len(one) >= SHORTEST)
