"""What a leader asks for: support (HT-…) and more time (GH-…); who is asked; and what a leader is told to do (CD-…)."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.base import ref, word
from rules.states import CaseState, ExtensionState, InstructionState, SupportType


class SupportCase(SQLModel, table=True):
    """A request for support; the board holds it while `supporter_id` is empty. `promised_on` is the answer's last day."""

    __tablename__ = "support_case"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    task_id: int = ref(fk="task.id")
    kind: SupportType | None = word(SupportType, null=True)
    state: CaseState = word(CaseState, default=CaseState.OPEN, index=True)
    supporter_id: int | None = ref(fk="post.id", null=True)
    asked_by: int = ref(fk="person.id")
    asked_at: datetime
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    promised_on: date
    answered_by: int | None = ref(fk="person.id", index=False, null=True)
    answered_at: datetime | None = None
    answer_id: int | None = ref(fk="free_text.id", index=False, null=True)
    closed_at: datetime | None = None


class Extension(SQLModel, table=True):
    """A request for a later deadline, or a deadline moved by the board itself (`asked_by` empty)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    task_id: int = ref(fk="task.id")
    state: ExtensionState = word(ExtensionState, default=ExtensionState.ASKED, index=True)
    due_on: date
    previous_due_on: date | None = None
    asked_by: int | None = ref(fk="person.id", null=True)
    asked_at: datetime
    reason_id: int | None = ref(fk="free_text.id", index=False, null=True)
    decided_by: int | None = ref(fk="person.id", index=False, null=True)
    decided_at: datetime | None = None
    decision_id: int | None = ref(fk="free_text.id", index=False, null=True)


class Instruction(SQLModel, table=True):
    """An instruction on a task (ý kiến chỉ đạo), with the day by which the leader answers (S0-16)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")
    task_id: int = ref(fk="task.id")
    state: InstructionState = word(InstructionState, default=InstructionState.OPEN, index=True)
    due_on: date
    text_id: int | None = ref(fk="free_text.id", index=False, null=True)
    given_by: int = ref(fk="person.id")
    given_at: datetime
    answered_by: int | None = ref(fk="person.id", index=False, null=True)
    answered_at: datetime | None = None
    answer_id: int | None = ref(fk="free_text.id", index=False, null=True)
    closed_at: datetime | None = None


class SupportRoute(SQLModel, table=True):
    """Who answers requests for a kind of support in a field: a line of the board's table. No kind: any; no field: any."""

    __tablename__ = "support_route"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = ref(fk="unit.id")  # the board whose table it is
    kind: SupportType | None = word(SupportType, null=True)
    field: str = ""  # words that stand in the task or in the request, "đất đai"
    post_id: int = ref(fk="post.id")
