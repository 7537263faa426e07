"""What the therapist's forms send: a label, a place for a share, a note."""

from collections.abc import Sequence

from flask_babel import gettext as _

from wellbeing_app.storage.clients import LONGEST_LABEL, LONGEST_NOTE, Client
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.web.forms import Problems, sent


def label_sent(problems: Problems, taken: Sequence[Client] = ()) -> str:
    """Return the label that was typed, unlike any other; what is wrong goes into `problems`."""
    label = inert(" ".join(sent("label").split()))
    if not label:
        problems["label"] = _("Write a label that only you understand")
    elif len(label) > LONGEST_LABEL:
        problems["label"] = _("Write at most %(limit)s characters", limit=LONGEST_LABEL)
    elif label.casefold() in {one.dossier.label.casefold() for one in taken}:
        problems["label"] = _("There is a client of this label already")
    return label


def place_sent(problems: Problems, known: Sequence[Client]) -> Client | str:
    """Return under whom a share goes: a client of the list, or the label of a new one.

    Both at once are refused: which of them was meant would be a guess.
    """
    found = next((one for one in known if one.id.hex() == sent("client")), None)
    if found is None:
        return label_sent(problems, known)
    if sent("label").strip():
        problems["label"] = _(
            "You chose “%(label)s” and wrote a new label too. Empty this field, or choose “A new "
            "one” above",
            label=found.dossier.label,
        )
    return found


def names(client: Client) -> bool:
    """Whether the form names this client, by the list or by the label, or nobody at all."""
    chosen, label = sent("client"), inert(" ".join(sent("label").split()))
    return chosen in {"", client.id.hex()} and label.casefold() in {
        "",
        client.dossier.label.casefold(),
    }


def note_sent(problems: Problems) -> str:
    """Return the words of a note."""
    words = inert(sent("words").replace("\r\n", "\n").strip())
    if not words:
        problems["words"] = _("Write something first")
    elif len(words) > LONGEST_NOTE:
        problems["words"] = _("Write at most %(limit)s characters", limit=LONGEST_NOTE)
    return words


def as_shown(client: Client) -> bool:
    """Whether a form was made from the client as it still is."""
    return sent("rev") == str(client.rev)
