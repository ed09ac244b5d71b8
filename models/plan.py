"""What a bot's plan has been used for, where its platform sells messages by the month."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class PlanMonth(SQLModel, table=True):
    """Messages of one bot in one calendar month ("2026-11"), in both directions: nobody knows which of them are billed.

    `told` is the share (percent) that the board was told of. `refusals` counts answers "plan used up" since the last message
    that was accepted; nothing is sent before `refused_until`.
    """

    __tablename__ = "plan_month"

    bot: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    received: int = 0
    sent: int = 0
    told: int = 0
    refusals: int = 0
    refused_until: datetime | None = None
