"""`docs/permissions.md`: the one table that the services ask, as people read it."""

from services.permissions import TABLE, Action, Relation

HEAD = """# Ai được làm gì

Bảng này được ghi từ mã nguồn (`make docs`): đây chính là bảng mà mọi dịch vụ hỏi trước khi làm (`services/permissions.py`).
Người lạ, người đã thôi giữ chức danh, thành viên hội đồng tư vấn và Ban Tổ chức của đơn vị khác không làm được việc nào
trong bảng. Không ai thẩm định, kết thúc hay mở lại nhiệm vụ của chính mình. Trong nhóm hay chat riêng, quyền vẫn theo người
nói; tin chuyển tiếp, nút bấm hay mã xác nhận chép từ cuộc trò chuyện của người khác không bao giờ có hiệu lực. Người đã rời
chức danh hay vai trò không rút lại được việc đã làm khi còn giữ. `tests/access` thử từng việc với từng người, theo mọi lối vào.

"""
RELATIONS = {
    Relation.OWNER: "Lãnh đạo",
    Relation.ASSISTANT: "Văn phòng",
    Relation.SUPERVISOR: "Người theo dõi",
    Relation.SUPPORTER: "Nơi hỗ trợ",
    Relation.BOARD: "Ban Tổ chức",
    Relation.COMMITTEE: "Thường vụ",
}
ACTIONS = {
    Action.SEE_TASK: "xem nhiệm vụ",
    Action.ACCEPT: "tiếp nhận, cam kết",
    Action.OBJECT: "có ý kiến về nhiệm vụ được giao",
    Action.REPORT: "báo cáo, gửi minh chứng",
    Action.ASK_SUPPORT: "đề nghị hỗ trợ",
    Action.SETTLE_CASE: "xác nhận đã tháo gỡ",
    Action.ASK_EXTENSION: "xin gia hạn",
    Action.ASSIGN: "giao nhiệm vụ",
    Action.CLOSE: "kết thúc nhiệm vụ",
    Action.EXTEND: "gia hạn, trả lời xin gia hạn",
    Action.VERIFY: "thẩm định",
    Action.RETURN: "trả lại báo cáo",
    Action.ANSWER_CASE: "trả lời kiến nghị, chuyển nơi hỗ trợ",
    Action.ANSWER_OBJECTION: "trả lời ý kiến về nhiệm vụ",
    Action.SEE_STATUS: "xem tiến độ chung",
    Action.SEE_CASES: "xem các kiến nghị",
    Action.SEE_CASE: "xem một kiến nghị (HT-…)",
    Action.SEE_EXTENSION: "xem một xin gia hạn (GH-…)",
    Action.REMIND: "đôn đốc",
    Action.INSTRUCT: "ra ý kiến chỉ đạo",
    Action.ANSWER_INSTRUCTION: "trả lời ý kiến chỉ đạo",
    Action.SET_ROUTES: "đặt nơi hỗ trợ theo loại, lĩnh vực",
    Action.INVITE: "cấp mã tham gia",
    Action.UNLINK: "ngắt kết nối",
    Action.CONFIRM_MEMBER: "xác nhận người tham gia",
    Action.SEE_PEOPLE: "xem ai đã kết nối",
    Action.SEE_DIGEST: "xem bản tin tuần",
    Action.COMMENT_DIGEST: "ghi chú vào bản tin",
    Action.REOPEN: "mở lại nhiệm vụ",
    Action.JUDGE: "mở đợt thẩm định, phiên chấm điểm, đề xuất xếp loại",
    Action.CARRY_OVER: "xử lý nhiệm vụ cuối kỳ",
    Action.CONFIRM_CAUSE: "xác nhận nguyên nhân khách quan",
    Action.CORRECT: "hiệu chỉnh một số liệu đã ghi",
    Action.DECIDE_RATING: "quyết định xếp loại",
    Action.KEEP_CALENDAR: "đặt lịch nghỉ",
    Action.EXPORT: "xuất sổ, báo cáo",
    Action.REGISTER: "đăng ký nhiệm vụ",
    Action.ANSWER_REGISTRATION: "chọn, từ chối nhiệm vụ đăng ký",
}


def permissions_page() -> str:
    """A row an action, a column a relation; raises `KeyError` for an action without Vietnamese words."""
    head = f"| việc | {' | '.join(RELATIONS.values())} |\n|---|{':-:|' * len(RELATIONS)}\n"
    rows = [f"| {ACTIONS[action]} | {' | '.join(_mark(action, each) for each in RELATIONS)} |" for action in TABLE]
    return HEAD + head + "\n".join(rows) + "\n"


def _mark(action: Action, relation: Relation) -> str:
    return "✔" if relation in TABLE[action] else " "
