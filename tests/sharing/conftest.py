"""The staff's site and cast, for invitations."""

from tests.accounts.conftest import anna, ben, staff_config, staffed
from tests.web.conftest import clock

__all__ = ["anna", "ben", "clock", "staff_config", "staffed"]
