"""Every table in one place: what migrations, the allow-list and their tests compare with."""

from wellbeing_app.storage.account_keys import AccountKey
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.attempts import Attempt
from wellbeing_app.storage.base import Base
from wellbeing_app.storage.client_invitations import ClientInvitationRow
from wellbeing_app.storage.client_notes import ClientNoteRow
from wellbeing_app.storage.clients import ClientRow
from wellbeing_app.storage.clinic_audit import ClinicAudit
from wellbeing_app.storage.clinics import Clinic
from wellbeing_app.storage.counters import StatCell
from wellbeing_app.storage.desk_log import DeskLogRow
from wellbeing_app.storage.doors import ClinicDoor
from wellbeing_app.storage.history import HistoryRow
from wellbeing_app.storage.inbox import StatInbox
from wellbeing_app.storage.installation import Meta
from wellbeing_app.storage.latest_day import LatestDay
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.storage.reading_days import ReadingDays
from wellbeing_app.storage.releases import DpLedger, StatRelease
from wellbeing_app.storage.research import ResearchRecent, ResearchRow
from wellbeing_app.storage.resource_checks import ResourceCheck
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.storage.staff_sessions import StaffSession
from wellbeing_app.storage.tombstones import ErasedRow, ErasedUntil
from wellbeing_app.storage.upkeep import Upkeep

TABLES = (
    *(Meta, StatInbox, StatCell, ResearchRow, ResearchRecent, ResourceCheck),
    *(StatRelease, DpLedger, Upkeep),
    *(HistoryRow, ShareRow, LatestDay),
    *(ErasedRow, ErasedUntil),
    *(Account, AccountKey, StaffSession, Attempt),
    *(ClientRow, ClientNoteRow, ClientInvitationRow, DeskLogRow, ReadingDays),
    *(Clinic, ClinicDoor, Membership, ClinicAudit),
)
METADATA = Base.metadata
