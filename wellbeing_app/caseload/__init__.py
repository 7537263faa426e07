"""Room: the therapist's desk: clients, what they show, how it moves, and what goes out of it."""

from wellbeing_app.caseload import (
    claiming,
    client,
    clients,
    invitations,
    log,
    notes,
    reading_days,
    shown,
)
from wellbeing_app.caseload import share as exports
from wellbeing_app.caseload.blueprint import blueprint

__all__ = [
    "blueprint",
    "claiming",
    "client",
    "clients",
    "exports",
    "invitations",
    "log",
    "notes",
    "reading_days",
    "shown",
]
