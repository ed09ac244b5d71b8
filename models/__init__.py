"""What is kept. Importing this package registers every table."""

from models.access import Account, CodeAttempt, Group, Invitation, SignedLink
from models.annex import AnnexChoice, AnnexImport, AnnexTask
from models.base import with_plain_text
from models.document import Document, DocumentLink, DocumentPeriod, Period, RegulationScope
from models.history import History
from models.judging import Assessment, Ballot, BallotMember, BallotTask, Cause, Discipline, Remark, Round, RoundItem
from models.mail import Conversation, Inbox, InboxState, Menu, Outbox, OutboxState
from models.organisation import Person, Post, Role, Tenure, Unit, UnitLevel
from models.plan import PlanMonth
from models.progress import Blob, Evidence, FreeText, Report, ReportKind, Score, Verification
from models.requests import Extension, Instruction, SupportCase, SupportRoute
from models.task import Milestone, Target, Task, TaskPeriod, TaskReason
from models.work import DayOff, DigestIssue, Job, JobRun

with_plain_text()

__all__ = [
    "Account",
    "AnnexChoice",
    "AnnexImport",
    "AnnexTask",
    "Assessment",
    "Ballot",
    "BallotMember",
    "BallotTask",
    "Blob",
    "Cause",
    "CodeAttempt",
    "Conversation",
    "DayOff",
    "DigestIssue",
    "Discipline",
    "Document",
    "DocumentLink",
    "DocumentPeriod",
    "Evidence",
    "Extension",
    "FreeText",
    "Group",
    "History",
    "Inbox",
    "InboxState",
    "Instruction",
    "Invitation",
    "Job",
    "JobRun",
    "Menu",
    "Milestone",
    "Outbox",
    "OutboxState",
    "Period",
    "Person",
    "PlanMonth",
    "Post",
    "RegulationScope",
    "Remark",
    "Report",
    "ReportKind",
    "Role",
    "Round",
    "RoundItem",
    "Score",
    "SignedLink",
    "SupportCase",
    "SupportRoute",
    "Target",
    "Task",
    "TaskPeriod",
    "TaskReason",
    "Tenure",
    "Unit",
    "UnitLevel",
    "Verification",
]
