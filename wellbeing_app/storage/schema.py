"""Every table in one place: what migrations, the allow-list and their tests compare with."""

from wellbeing_app.storage.base import Base
from wellbeing_app.storage.counters import StatCell
from wellbeing_app.storage.history import HistoryRow
from wellbeing_app.storage.inbox import StatInbox
from wellbeing_app.storage.meta import Meta
from wellbeing_app.storage.research import ResearchRow
from wellbeing_app.storage.resource_checks import ResourceCheck

TABLES = (Meta, StatInbox, StatCell, ResearchRow, ResourceCheck, HistoryRow)
METADATA = Base.metadata
