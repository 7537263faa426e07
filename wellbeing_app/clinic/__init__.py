"""Room: a clinic's own people: who works there, in which roles, and who did what."""

from wellbeing_app.clinic import audit, contact, door_pages, leaving, members, person
from wellbeing_app.clinic.blueprint import blueprint

__all__ = ["audit", "blueprint", "contact", "door_pages", "leaving", "members", "person"]
