"""`/phutrach nguồn lực | đất đai | giám đốc Sở Tài chính`: who answers requests of a kind in a field."""

from sqlmodel import Session

from handlers import on
from handlers.choosing import parts, pick_post
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Post
from rules.errors import UserError
from rules.states import SupportType
from rules.text import fold
from services import routes
from services.permissions import Action
from views import routes as views
from views.support import kind_name


@on.command("phutrach", "routes", board=True)
@for_board(Action.SET_ROUTES)
def route(session: Session, turn: Turn, rest: str) -> Answer:
    """Without words the table; three parts set a line; "xóa 1" drops one."""
    words = fold(rest).split()
    if words and words[0] == "xoa" and words[-1].isdigit():
        routes.drop_line(session, turn.actor, int(words[-1]), turn.now)
        return views.dropped()
    given = parts(rest)
    if len(given) != 3:
        return views.table(session, routes.of_board(session, turn.actor, turn.now))
    kind, field, post = given
    sorted_out = _kind(kind)
    return set_for(session, turn, post, sorted_out.value if sorted_out else "", field)


def _kind(words: str) -> SupportType | None:
    wanted = fold(words)
    if not wanted or wanted == "moi loai":
        return None
    found = next((kind for kind in SupportType if fold(kind_name(kind)) == wanted), None)
    if found is None:
        raise UserError("The kind has to be one of the five: nguồn lực, cơ chế, chính sách, điều kiện, ý kiến chỉ đạo.")
    return found


@on.step("route.post")
def set_for(session: Session, turn: Turn, text: str, kind: str, field: str) -> Answer:
    post = pick_post(session, turn, text, "route.post", "route.post", kind=kind, field=field)
    return set_to(session, turn, post.id or 0, kind, field) if isinstance(post, Post) else post


@on.action("route.post")
def set_to(session: Session, turn: Turn, post_id: int, kind: str, field: str) -> Answer:
    turn.forget()
    sorted_out = SupportType(kind) if kind else None
    return views.is_set(session, routes.set_line(session, turn.actor, sorted_out, field, post_id, turn.now))
