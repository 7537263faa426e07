"""What a client named in our own questions: told as it was given, and silent where not shared."""

from tests.brief.brief_case import JUNE, MARCH, Case, on
from tests.records.client_shares import of, share

ADULTS = "Whether the people they meet are who they say, and adults: “{}” (1 March 2027)."
IMAGES = (
    "Images or chats of the client recorded, shared or faked, or a threat of it: “{}” "
    "(1 March 2027)."
)
NEEDED = (
    "Money that was needed for something else, such as rent, food or debts, went into it "
    "(1 March 2027)."
)
SPENT = (
    "Money that goes into it in a usual month: “A lot, other things have to wait” (1 March 2027)."
)
TRIED = "Tried to cut down on any form of it, not only pornography: “{}” (1 March 2027)."
TOOK = "It took time or money meant for something else: “{}” (1 March 2027)."

NAMED = [
    Case(
        "nobody can tell whether they are adults",
        on(of("CERTAINTY", c7="cannot_tell")),
        named=(ADULTS.format("I cannot tell"),),
    ),
    Case("mostly", on(of("CERTAINTY", c7="mostly")), named=(ADULTS.format("Mostly"),)),
    Case("adults known", on(of("CERTAINTY", c7="always")), named=()),
    Case("adults not told", on(of("CERTAINTY", c7="prefer_not")), named=()),
    Case(
        "images in the past",
        on(of("IMAGES", c8="yes_before")),
        named=(IMAGES.format("Yes, in the past"),),
    ),
    Case(
        "afraid for images",
        on(of("IMAGES", c8="afraid")),
        named=(IMAGES.format("No, but I am afraid of it"),),
    ),
    Case(
        "images now raise the alert, and are not told twice",
        on(of("IMAGES", c8="yes_now")),
        named=(),
    ),
    Case(
        "money needed, and a lot of it",
        on(of("MONEY", c10a="much", c10b="yes")),
        named=(NEEDED, SPENT),
    ),
    Case("a little money, nothing needed", on(of("MONEY", c10a="little", c10b="no")), named=()),
    Case(
        "safety and the law among other worries",
        on(of("BALANCE", c4=("time", "safety", "law"))),
        named=("Named as a worry: “My safety”, “The law” (1 March 2027).",),
    ),
    Case("other worries", on(of("BALANCE", c4=("time", "mood"))), named=()),
    Case(
        "cutting down failed and took both",
        on(of("CONTROL", c15="could_not", c16="both")),
        named=(TRIED.format("Yes, and I could not"), TOOK.format("Yes, time and money")),
    ),
    Case("cutting down worked", on(of("CONTROL", c15="managed", c16="no")), named=()),
    Case(
        "so once, and not so now",
        (
            share(MARCH, of("CERTAINTY", c7="cannot_tell")),
            share(JUNE, of("CERTAINTY", c7="always")),
        ),
        named=(),
    ),
    Case(
        "so once, and not told now",
        (
            share(MARCH, of("CERTAINTY", c7="cannot_tell")),
            share(JUNE, of("CERTAINTY", c7="prefer_not")),
        ),
        named=(ADULTS.format("I cannot tell"),),
    ),
    Case("not shared", on(of("BPS", 3)), named=()),
]
