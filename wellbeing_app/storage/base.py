"""The base of every table: constraint names by one convention, so that migrations can name them."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
WITHOUT_ROWID = {"sqlite_with_rowid": False}
"""Table option: SQLite then orders rows by their random key and keeps no order of arrival."""


class Base(DeclarativeBase):
    """Declarative base; `schema.METADATA` is its metadata with every table imported."""

    metadata = MetaData(naming_convention=NAMES)
