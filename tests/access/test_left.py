"""Whoever has left the post or the role takes nothing back of what they did in it, and hears no answers meant for it."""

from dataclasses import replace

from sqlmodel import Session, col, select

from models import Instruction, Outbox
from services import instructions, undo
from services.history import record
from tests.access.house import NOW, FullHouse


def test_an_act_is_taken_back_by_who_might_still_do_it(session: Session) -> None:
    house = FullHouse(session)
    board, task = house.actors["board"], house.tasks["closed"]
    about = {"unit_id": task.unit_id, "task_id": task.id, "subject": f"task:{task.id}"}
    row = record(session, **about, event="closed", actor=board, now=NOW, before={"state": "claimed"})
    found = undo.last_act(session, board)
    assert found is not None
    assert found.rows == (row,)
    assert undo.last_act(session, replace(board, board=frozenset(), posts=frozenset({house.posts["other"]}))) is None


def test_the_answer_to_an_instruction_of_somebody_who_left_goes_to_the_board(session: Session) -> None:
    house = FullHouse(session)
    for given in (house.instruction, house.given):
        instructions.answer(session, house.actors["owner"], given, "đã làm việc với thôn", NOW)
    told = select(Outbox.person_id, Outbox.args).where(Outbox.kind == "instruction_answered").order_by(col(Outbox.id))
    board = [house.people["board"], house.people["both"]]
    assert [(person, args["instruction_id"]) for person, args in session.exec(told)] == [
        *((person, house.instruction) for person in board),
        (house.people["board"], house.given),
    ]
    assert session.get_one(Instruction, house.instruction).given_by == house.people["moved"]
