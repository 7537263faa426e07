"""What makes a long password easy to guess. Written for this project, from general knowledge.

A password of 15 characters or more that attackers try early is nearly always put together from a
few pieces everybody uses: common words, first names, runs along the keyboard or the alphabet,
repeats, years. So no list of whole passwords is kept: the pieces are taken out, look-alike signs
(0 for o, @ for a) undone, and what remains must be long enough by itself.
"""

import re
from collections.abc import Iterable, Iterator

LEAST_REST = 6
"""Characters that must remain once everything guessable is taken out."""
SHORTEST_RUN = 3
SHORTEST_OWN_WORD = 3
LOOK_ALIKES = str.maketrans("0134578@$!|", "oieastbasil")

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
    psychotherapy
    """.split()  # noqa: SIM905 (a paragraph of words is easier to read and to mend than a list)
)
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
    "!@#$%^&*()_+", "!\"£$%^&*()_+",
)  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")
REPEAT = re.compile(r"(.{2,12}?)\1+|(.)\2{2,}")
"""A doubled letter alone is spelling, not a repeat."""


def is_guessable(password: str, own_words: Iterable[str] = ()) -> bool:
    """Whether too little remains of a password without its guessable pieces.

    `own_words`: what an attacker knows of this account, such as its name and the site's.
    """
    text = password.casefold()
    known = WORDS | {piece for word in own_words for piece in _pieces(word)}
    return min(len(rest(text, known)), len(rest(text.translate(LOOK_ALIKES), known))) < LEAST_REST


def rest(text: str, known: frozenset[str]) -> str:
    """Return the letters and digits that remain: repeats, words, years and runs taken out."""
    text = REPEAT.sub(r"\1\2", text)
    for word in sorted(known, key=lambda one: (-len(one), one)):
        text = text.replace(word, " ")
    text = YEAR.sub(" ", text)
    for run in _runs_in(text):
        text = text.replace(run, " ")
    return "".join(sign for sign in set_apart(text) if sign.isalnum())


def set_apart(text: str) -> str:
    """Drop what stands alone between gaps: one or two signs put beside a word protect little."""
    return " ".join(part for part in text.split() if len(part) >= SHORTEST_RUN)


def _pieces(words: str) -> Iterator[str]:
    for word in re.split(r"\W+", words.casefold()):
        if len(word) >= SHORTEST_OWN_WORD:
            yield word


def _runs_in(text: str) -> Iterator[str]:
    """Yield the longest stretches of the text that follow a known run, forwards or backwards."""
    lines = [line for run in RUNS for line in (run, run[::-1])]
    start = 0
    while start < len(text):
        length = max(_stretch(text[start:], line) for line in lines)
        if length >= SHORTEST_RUN:
            yield text[start : start + length]
        start += max(1, length if length >= SHORTEST_RUN else 1)


def _stretch(text: str, line: str) -> int:
    place = line.find(text[:SHORTEST_RUN]) if len(text) >= SHORTEST_RUN else -1
    if place < 0:
        return 0
    length = SHORTEST_RUN
    while length < len(text) and text[: length + 1] == line[place : place + length + 1]:
        length += 1
    return length
