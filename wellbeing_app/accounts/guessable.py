"""What makes a long password easy to guess. Written for this project, from general knowledge.

A password of 15 characters or more that attackers try early is nearly always put together from a
few pieces everybody uses: common words, first names, runs along the keyboard or the alphabet,
repeats, years. So no list of whole passwords is kept: the pieces are taken out, look-alike signs
(0 for o, @ for a) undone, and what remains must be longer than nearly every single word, since any
word can stand in a list of passwords. The tests try the 10,000 commonest, and what people make of
them to get to 15 characters.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from wellbeing_app.vault.passwords import normal

LEAST_REST = 12
"""Signs that must remain once everything guessable is taken out; twice as many without letters."""
SHORTEST_RUN = 3
SHORTEST_OWN_WORD = 3
LOOK_ALIKES = "0134578@$!|"
WAYS_TO_READ = tuple(
    str.maketrans(LOOK_ALIKES, read) for read in (LOOK_ALIKES, "oieastbasil", "oleastbasll")
)
"""As it stands, and with look-alikes undone: a 1 may stand for an i or an l."""
SEPARATORS = re.compile(r"[\s._-]+")
PADDING = string.punctuation + string.whitespace
"""Put before or behind, it protects little."""
Way: TypeAlias = dict[int, int]

# Some are Russian, typed on a Latin keyboard (ghbdtn: hello). The last three mean nothing, yet
# lists of stolen passwords have them.
WORDS = frozenset(
    """
    password passwort passphrase passw pass secret geheim login signin admin administrator root
    user guest test testing tester demo default change changeme welcome willkommen hello hallo
    letmein enter open access master system server service support office work home house family
    love iloveyou loveyou loves lover forever always baby angel sweet sweetheart darling honey
    princess prince queen king star sunshine sun moon sky blue red green black white orange
    purple yellow pink silver golden gold diamond crystal rainbow flower rose lily daisy cherry
    apple banana chocolate cookie coffee pepper ginger cheese pizza summer winter spring autumn
    january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday today tomorrow weekend birthday christmas
    easter holiday freedom liberty peace happy smile lucky luck magic power super superman
    batman spiderman pokemon starwars hunter ranger soldier warrior killer ninja pirate wizard
    dragon monkey tiger lion eagle falcon panther bear wolf horse shadow dolphin shark kitty
    kitten puppy doggy dog cat fish bird butterfly buster football baseball basketball soccer
    hockey tennis golf arsenal liverpool chelsea united juventus barcelona madrid bayern yankees
    cowboys steelers mustang ferrari porsche corvette mercedes toyota internet computer google
    facebook twitter youtube microsoft windows apple samsung android iphone michael michelle
    jessica jennifer daniel david robert thomas andrew charlie george james john joshua jordan
    matthew anthony alexander nicole ashley amanda maria anna laura sarah elizabeth mother
    father mama papa mommy daddy brother sister friend friends jesus christ god blessed heaven
    money dollar million rich trust nothing whatever something somebody correct battery staple
    thing fuck fucking shit asshole bitch sexy sex porn hot girl girls boy boys man woman men
    women please thank thanks good morning night day new old my your our the and one two three
    four five six seven eight nine ten zero first last number this that with for you are not
    therapist therapy therapeut clinic client clients patient patients doctor doc practice
    praxis health mental wellbeing session counsellor counselor psychology psycholog
    psychotherapy mail email create created web solution solutions business babe mom moms anal
    adventure chicken wing wings final fantasy sony ericsson justin bieber contortion contortionist
    ghbdtn gfhjkm rfrltkf flvbybcnhfnjh dkflbvbh fkmnthyfnbdf polniy pizdec maurolarastefy
    hd764nw5d7e1vb1 23176djivanfros
    """.split()  # noqa: SIM905 (a paragraph of words is easier to read and to mend than a list)
)
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
    "!@#$%^&*()_+", "!\"£$%^&*()_+",
)  # fmt: skip
BOTH_WAYS = [line for run in RUNS for line in (run, run[::-1])]
RUNS_FROM = {
    beginning: [line[line.index(beginning) :] for line in BOTH_WAYS if beginning in line]
    for line in BOTH_WAYS
    for beginning in map("".join, zip(line, line[1:], line[2:], strict=False))
}
"""Three signs -> what goes on from them in any run."""
YEAR = re.compile(r"(?:19|20)\d\d")
STAMMER = re.compile(r"(.)\1{2,}")
"""A doubled letter alone is spelling."""
REPEAT = re.compile(r"(.{2,}?)\1+")


SHORTEST, LONGEST = 15, 256
"""Characters, after composing letters (NFC)."""
LARGEST = 1_024
"""Bytes in UTF-8."""


def is_guessable(password: str, own_words: Iterable[str] = ()) -> bool:
    """Whether too little remains of a password without its guessable pieces.

    `own_words`: what an attacker knows of this account, such as its name and the site's.
    """
    known = WORDS | {piece for word in own_words for piece in _pieces(word)}
    text = password.casefold()
    return any(
        _weight(_written_once(one), known, way) < LEAST_REST
        for one in (text, text.strip(PADDING), SEPARATORS.sub("", text))
        for way in WAYS_TO_READ
    )


def _written_once(text: str) -> str:
    """Return what is written again and again, or forwards and then backwards, once."""
    if text == text[::-1]:
        return text[: (len(text) + 1) // 2]
    lengths = range(1, len(text) // 2 + 1)
    return next((text[:n] for n in lengths if text.startswith(text[n:])), text)


def _weight(text: str, known: Iterable[str], way: Way) -> float:
    """Count what remains of a text when it is read like this."""
    # Numbers go first: with look-alikes undone they would no longer be known.
    text = YEAR.sub(" ", text)
    read = _without(text, filter(str.isdigit, _runs_in(text))).translate(way)
    left = rest(read, [word.translate(way) for word in known])
    return len(left) if any(sign.isalpha() for sign in left) else len(left) / 2


def rest(text: str, known: Sequence[str]) -> str:
    """Return the signs that remain: words, repeats and runs taken out."""
    text = _without(text, known)
    text = REPEAT.sub(r"\1", STAMMER.sub(" ", text))
    text = _without(text, known)
    return "".join(set_apart(_without(text, _runs_in(text))).split())


def _without(text: str, pieces: Iterable[str]) -> str:
    """Take pieces out, the longest first: a short one may be a part of a long one."""
    there = (piece for piece in pieces if piece in text)
    for piece in sorted(there, key=lambda one: (-len(one), one)):
        text = text.replace(piece, " ")
    return text


def set_apart(text: str) -> str:
    """Drop what stands alone between gaps: one or two signs put beside a word protect little."""
    return " ".join(part for part in text.split() if len(part) >= SHORTEST_RUN)


def _pieces(words: str) -> Iterator[str]:
    for word in re.split(r"\W+", words.casefold()):
        if len(word) >= SHORTEST_OWN_WORD:
            yield word


def _runs_in(text: str) -> Iterator[str]:
    """Yield the longest stretches of the text that follow a known run, forwards or backwards."""
    start = 0
    while start < len(text):
        runs = RUNS_FROM.get(text[start : start + SHORTEST_RUN], ())
        length = max((_in_common(text[start:], run) for run in runs), default=1)
        if length >= SHORTEST_RUN:
            yield text[start : start + length]
        start += length


def _in_common(text: str, run: str) -> int:
    """Return how many signs both begin with."""
    pairs = enumerate(zip(text, run, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(text), len(run)))


class Weakness(StrEnum):
    """Why a password is not accepted."""

    SHORT = "short"
    LONG = "long"
    GUESSABLE = "guessable"


def weakness(password: str, own_words: Iterable[str]) -> Weakness | None:
    """Return why this password is refused, or None. `own_words`: the account's and site's names."""
    data = normal(password)
    text = data.decode("utf-8", "replace")
    if len(text) < SHORTEST:
        return Weakness.SHORT
    if len(text) > LONGEST or len(data) > LARGEST:
        return Weakness.LONG
    return Weakness.GUESSABLE if is_guessable(text, own_words) else None
