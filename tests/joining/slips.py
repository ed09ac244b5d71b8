"""The slips that are handed over before a scenario begins."""

from models import Post
from rules.states import RoleKind
from services.invitations import issue
from tests.stage import Actor, Stage

GREETING = (
    "Kính chào đồng chí. Đây là trợ lý tự động (phần mềm) của Ban Tổ chức Tỉnh ủy.\n"
    "Mã này dành cho: {who}\n"
    "Đề nghị đồng chí không gửi tài liệu, thông tin mật qua kênh này.\n"
    "1 Đúng · 2 Không đúng"
)
RECORDED = "Đã ghi nhận. Ban Tổ chức xác nhận xong, đồng chí sẽ nhận được danh sách nhiệm vụ."
WRONG = "Mã không đúng hoặc đã được sử dụng. Đề nghị đồng chí kiểm tra lại phiếu hoặc liên hệ Ban Tổ chức."
STRANGER = (
    "Đây là trợ lý tự động (phần mềm) của Ban Tổ chức Tỉnh ủy.\n"
    "Để kết nối, đề nghị đồng chí nhắn mã ghi trên phiếu được giao trực tiếp cho đồng chí.\n"
    "Đề nghị đồng chí không gửi tài liệu, thông tin mật qua kênh này."
)
POST = "Bí thư Đảng ủy xã Nguyệt Đức"


def slip(
    stage: Stage, post: int | None = None, *, role: RoleKind | None = None, group: bool = False, trusted: bool = False
) -> str:
    """A code as the console (trusted) or the board issues it."""
    with stage.session() as session:
        unit = session.get_one(Post, post).unit_id if post else stage.unit_id
        return issue(
            session, None, unit_id=unit, post_id=post, role=role, group=group, trusted=trusted, now=stage.clock.now()
        )


async def joined(stage: Stage, post: int, name: str) -> Actor:
    """Somebody who came in with a trusted code."""
    actor = await stage.stranger(name)
    await actor.says(slip(stage, post, trusted=True))
    await actor.presses("Đúng")
    return actor
