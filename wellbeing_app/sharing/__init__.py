"""Room: show a therapist what one chooses, for as long as one chooses, and take it back."""

from wellbeing_app.sharing import invited, offering, shared
from wellbeing_app.sharing.blueprint import blueprint

__all__ = ["blueprint", "invited", "offering", "shared"]
