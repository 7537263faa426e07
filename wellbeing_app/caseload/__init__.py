"""Room: the therapist's desk: clients, what they show, how it moves, and what goes out of it."""

from wellbeing_app.caseload import clients
from wellbeing_app.caseload.blueprint import blueprint

__all__ = ["blueprint", "clients"]
