"""Where each answer about a person's situation leads: the kinds of help, and the articles.

Written from the articles and the directory. An answer that has neither stands in `NOTHING`.
"""

from typing import NamedTuple

from wellbeing_app.directory.entry import Kind


class Led(NamedTuple):
    """One answer, or several that lead to the same."""

    code: str
    item: str
    values: tuple[str, ...]
    kinds: tuple[Kind, ...]
    articles: tuple[int, ...]


LED = (
    Led("SAFE", "c14", ("no", "not_sure"), (Kind.DOMESTIC_ABUSE, Kind.CRISIS), (10,)),
    Led(
        "COERCION", "c9", ("yes_now", "yes_before", "not_sure"),
        (Kind.TRAFFICKING_AND_COERCION, Kind.DOMESTIC_ABUSE, Kind.CRISIS), (10,),
    ),
    Led(
        "IMAGES", "c8", ("yes_now", "yes_before", "afraid"), (Kind.IMAGE_ABUSE, Kind.CRISIS), (8,)
    ),
    Led("CERTAINTY", "c7", ("cannot_tell", "mostly"), (Kind.CHILD_PROTECTION_REPORT,), (7, 10)),
    Led("MONEY", "c10a", ("much",), (Kind.SELF_HELP,), (9,)),
    Led("MONEY", "c10a", ("some",), (), (9,)),
    Led("MONEY", "c10b", ("yes",), (Kind.SELF_HELP,), (9,)),
    Led("VALUES", "c11a", ("somewhat", "yes"), (Kind.THERAPIST_DIRECTORY,), (11,)),
    Led("BALANCE", "c4", ("time",), (Kind.SELF_HELP, Kind.DIGITAL_WELLBEING), (3,)),
    Led("BALANCE", "c4", ("money",), (Kind.SELF_HELP,), (9,)),
    Led("BALANCE", "c4", ("secrecy",), (Kind.THERAPIST_DIRECTORY,), (5,)),
    Led("BALANCE", "c4", ("values",), (Kind.THERAPIST_DIRECTORY,), (11,)),
    Led("BALANCE", "c4", ("partner",), (Kind.THERAPIST_DIRECTORY, Kind.FAMILY_AND_PARTNERS), (5,)),
    Led("BALANCE", "c4", ("privacy",), (Kind.IMAGE_ABUSE,), (6,)),
    Led("BALANCE", "c4", ("safety",), (Kind.CRISIS, Kind.DOMESTIC_ABUSE), (10,)),
    Led(
        "BALANCE", "c4", ("law",),
        (Kind.CRISIS, Kind.THERAPIST_DIRECTORY, Kind.PREVENTION), (10, 12),
    ),
    Led("BALANCE", "c4", ("mood",), (Kind.CRISIS, Kind.THERAPIST_DIRECTORY), (3, 12)),
    Led("BALANCE", "c3", ("none",), (Kind.THERAPIST_DIRECTORY,), (4,)),
    Led("BALANCE", "c3", ("exploring", "talking"), (Kind.SEXUAL_HEALTH,), (2,)),
    Led("BALANCE", "c3", ("income",), (Kind.TRAFFICKING_AND_COERCION,), (9,)),
    Led("BALANCE", "c3", ("pleasure", "closeness", "stress", "company", "safer"), (), (2,)),
    Led("ACTIVITY", "c1", ("performing",), (Kind.TRAFFICKING_AND_COERCION,), (9,)),
    Led("ACTIVITY", "c1", ("paid",), (), (9,)),
    Led("ACTIVITY", "c1", ("video", "devices", "images"), (), (6,)),
    Led("ACTIVITY", "c1", ("virtual", "ai"), (), (4,)),
    Led("ACTIVITY", "c1", ("chat", "role_play", "viewing"), (), (1,)),
    Led("ACTIVITY", "c2", ("performers",), (), (9,)),
    Led("ACTIVITY", "c2", ("online_only", "characters"), (), (4,)),
    Led(
        "AGREEMENT", "c5b", ("no", "never_talked", "broken"),
        (Kind.THERAPIST_DIRECTORY, Kind.FAMILY_AND_PARTNERS), (5,),
    ),
    Led(
        "PARTNER", "c6a", ("found_out", "argued", "asked_to_stop"),
        (Kind.THERAPIST_DIRECTORY, Kind.FAMILY_AND_PARTNERS), (5,),
    ),
    Led("PARTNER", "c6b", ("partner",), (Kind.THERAPIST_DIRECTORY,), (5,)),
    Led(
        "CONTROL", "c15", ("could_not", "partly"), (Kind.SELF_HELP, Kind.THERAPIST_DIRECTORY), (3,)
    ),
    Led("CONTROL", "c16", ("time", "both"), (Kind.SELF_HELP, Kind.DIGITAL_WELLBEING), (3,)),
    Led("CONTROL", "c16", ("money",), (Kind.SELF_HELP,), (3, 9)),
)  # fmt: skip

NOTHING = {
    ("SAFE", "c14"): ("yes", "prefer_not"),
    ("COERCION", "c9"): ("no", "prefer_not"),
    ("IMAGES", "c8"): ("no", "prefer_not"),
    ("CERTAINTY", "c7"): ("always", "nobody", "prefer_not"),
    ("MONEY", "c10a"): ("nothing", "little", "prefer_not"),
    ("MONEY", "c10b"): ("no", "prefer_not"),
    ("VALUES", "c11a"): ("no", "prefer_not"),
    ("VALUES", "c11b"): (*(str(share) for share in range(11)), "prefer_not"),
    ("BALANCE", "c3"): ("prefer_not",),
    ("BALANCE", "c4"): ("none", "prefer_not"),
    ("ACTIVITY", "c1"): ("none", "prefer_not"),
    ("ACTIVITY", "c2"): ("partner", "known", "alone", "none", "prefer_not"),
    ("AGREEMENT", "c5a"): ("no", "one", "several", "unsure", "prefer_not"),
    ("AGREEMENT", "c5b"): ("yes", "prefer_not"),
    ("PARTNER", "c6a"): ("none", "no_partner", "prefer_not"),
    ("PARTNER", "c6b"): ("mine", "together", "professional", "other", "prefer_not"),
    ("CONTROL", "c15"): ("not_tried", "managed", "prefer_not"),
    ("CONTROL", "c16"): ("no", "prefer_not"),
}
"""Nothing is asked for: the answer names no matter that an article or an entry is about."""

BEFORE = {"c10b": {"c10a": "little"}, "c11b": {"c11a": "no"}, "c5b": {"c5a": "one"}}
"""What has to be answered for a question to be asked."""
