"""Every answer of our own questions that names a harm, a fear, a crime or a worry, or hides one.

Written from the questions, not from the rules. Code -> question -> answers. What stands in neither
table fails a test: whoever adds an answer has to say which it is.
"""

from collections.abc import Mapping

Table = Mapping[str, Mapping[str, tuple[str, ...]]]

NAMED: Table = {
    "SAFE": {"c14": ("not_sure", "no", "prefer_not")},
    "COERCION": {"c9": ("yes_now", "yes_before", "not_sure", "prefer_not")},
    "IMAGES": {"c8": ("yes_now", "yes_before", "afraid", "prefer_not")},
    "CERTAINTY": {"c7": ("mostly", "cannot_tell", "prefer_not")},
    "MONEY": {"c10a": ("some", "much", "prefer_not"), "c10b": ("yes", "prefer_not")},
    "VALUES": {"c11a": ("somewhat", "yes", "prefer_not"), "c11b": ("prefer_not",)},
    "BALANCE": {
        "c3": ("prefer_not",),
        "c4": (
            "time", "money", "secrecy", "values", "partner", "privacy", "safety", "law", "mood",
            "prefer_not",
        ),
    },
    "ACTIVITY": {"c1": ("prefer_not",), "c2": ("prefer_not",)},
    "AGREEMENT": {
        "c5a": ("prefer_not",), "c5b": ("no", "never_talked", "broken", "prefer_not")
    },
    "PARTNER": {
        "c6a": ("found_out", "argued", "asked_to_stop", "prefer_not"),
        "c6b": ("partner", "professional", "other", "prefer_not"),
    },
    "CONTROL": {
        "c15": ("partly", "could_not", "prefer_not"),
        "c16": ("time", "money", "both", "prefer_not"),
    },
}  # fmt: skip

QUIET: Table = {
    "SAFE": {"c14": ("yes",)},
    "COERCION": {"c9": ("no",)},
    "IMAGES": {"c8": ("no",)},
    "CERTAINTY": {"c7": ("always", "nobody")},
    "MONEY": {"c10a": ("nothing", "little"), "c10b": ("no",)},
    "VALUES": {"c11a": ("no",)},
    "BALANCE": {
        "c3": (
            "pleasure", "closeness", "exploring", "talking", "stress", "company", "income",
            "safer", "none",
        ),
        "c4": ("none",),
    },
    "ACTIVITY": {
        "c1": (
            "chat", "video", "virtual", "role_play", "devices", "paid", "performing", "images",
            "viewing", "ai", "none",
        ),
        "c2": ("partner", "known", "online_only", "performers", "characters", "alone", "none"),
    },
    "AGREEMENT": {"c5a": ("no", "one", "several", "unsure"), "c5b": ("yes",)},
    "PARTNER": {"c6a": ("none", "no_partner"), "c6b": ("mine", "together")},
    "CONTROL": {"c15": ("not_tried", "managed"), "c16": ("no",)},
}  # fmt: skip

BEFORE = {"c10b": {"c10a": "little"}, "c11b": {"c11a": "yes"}, "c5b": {"c5a": "one"}}
"""What has to be answered for a question to be asked."""
