"""`trợ giúp`."""

from sqlmodel import Session

from handlers import on
from handlers.turn import Answer, Turn
from services.board import board_name
from services.units import the_root
from views.help import help_


@on.keyword("trợ giúp", "giúp", "giúp đỡ", "hướng dẫn", "help", "?", "menu")
@on.command("trogiup", "help", "huongdan")
def show_help(session: Session, turn: Turn, rest: str = "") -> Answer:
    return help_(
        leads=bool(turn.actor.leads),
        board=bool(turn.actor.board),
        commands=on.commands.keys(),
        who=board_name(session, the_root(session).id or 0, turn.now),
    )
