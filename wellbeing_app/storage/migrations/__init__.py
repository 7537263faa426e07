"""Alembic revisions, oldest first: r0001, r0002, ... Each goes up and down with data in place."""
