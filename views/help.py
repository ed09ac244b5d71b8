"""`trợ giúp`: what can be done, in a few lines; and the lines of the command menus."""

from collections.abc import Container
from typing import Literal

from views.message import Message, bold, message
from views.words import say

Scope = Literal["everyone", "board"]
COMMAND_LINES: tuple[tuple[str, str, Scope], ...] = (
    ("viec", "Nhiệm vụ của tôi", "everyone"),
    ("baocao", "Báo cáo tiến độ", "everyone"),
    ("kiennghi", "Đề nghị hỗ trợ, tháo gỡ", "everyone"),
    ("xingiahan", "Xin gia hạn", "everyone"),
    ("baocaonam", "Báo cáo năm ra Word", "everyone"),
    ("dangky", "Việc đã đăng ký", "everyone"),
    ("lotrinh", "Lộ trình thực hiện nhiệm vụ", "everyone"),
    ("sua", "Sửa nội dung vừa gửi", "everyone"),
    ("trogiup", "Trợ giúp", "everyone"),
    ("giao", "Giao một nhiệm vụ", "board"),
    ("tiendo", "Tiến độ chung, của đơn vị hoặc của một nhiệm vụ", "board"),
    ("hotro", "Kiến nghị đang chờ trả lời", "board"),
    ("traloi", "Trả lời kiến nghị", "board"),
    ("phutrach", "Ai trả lời kiến nghị nào", "board"),
    ("chuyen", "Chuyển kiến nghị cho cơ quan khác trả lời", "board"),
    ("giahan", "Gia hạn, trả lời đề nghị gia hạn", "board"),
    ("rutngan", "Rút ngắn thời hạn", "board"),
    ("thamdinh", "Ghi kết quả thẩm định", "board"),
    ("hieuchinh", "Hiệu chỉnh một số liệu đã ghi (BC-…, TĐ-…)", "board"),
    ("tralai", "Trả lại báo cáo hoàn thành", "board"),
    ("ketthuc", "Kết thúc nhiệm vụ", "board"),
    ("molai", "Mở lại nhiệm vụ đã kết thúc", "board"),
    ("dotthamdinh", "Đợt thẩm định quý, đột xuất", "board"),
    ("chuyenky", "Chuyển kỳ: quyết định việc còn dở", "board"),
    ("dondoc", "Đôn đốc", "board"),
    ("nhacnho", "Danh sách đề nghị Thường trực nhắc nhở (gửi riêng)", "board"),
    ("chidao", "Ý kiến chỉ đạo có thời hạn trả lời", "board"),
    ("ketnoi", "Cấp mã kết nối", "board"),
    ("phieu", "Phiếu kết nối để in", "board"),
    ("tiepnhan", "Tình hình tiếp nhận nhiệm vụ", "board"),
    ("ngat", "Ngắt kết nối", "board"),
    ("danhsach", "Danh sách kết nối", "board"),
    ("xuat", "Sổ nhiệm vụ ra tệp Excel", "board"),
    ("phuluc", "Phụ lục của một văn bản ra Word", "board"),
    ("bantin", "Bản tin", "board"),
    ("lich", "Ngày nghỉ, ngày làm bù", "board"),
)


def help_(*, leads: bool, board: bool, commands: Container[str], who: str) -> Message:
    """Short, for who is asking; it begins and ends with what everybody must know of it (conversations.md, rule 11)."""
    lines = [[bold(say("Automatic assistant (software) of {board}.", board=who))]]
    body = [*(_leader() if leads else []), *(_board(commands) if board else [])]
    return message(*lines, *body, *_kept())


def _leader() -> list[str]:
    return [
        say("việc – your tasks; a number – one task"),
        say("báo cáo – report progress; or at once: 1 xong · 2 đạt 39% · 7 vướng kinh phí"),
        say("A picture or document with the task's number is evidence."),
        say("hỗ trợ – ask for support; for example: hỗ trợ 1 xin ý kiến về đơn giá"),
        say("xin gia hạn – ask for more time; for example: xin gia hạn 1 đến 15/12 vì mưa lũ"),
        say("đăng ký – register a task; for example: đăng ký: the task | the product | the deadline | why it is hard"),
        say("vì sao – why the morning message came"),
        say("lộ trình 1 – the steps of task 1; nguồn 2 – where the figures of task 2 come from"),
        say("sửa – correct what was sent last; hủy – leave what is going on"),
    ]


def _board(commands: Container[str]) -> list[str]:
    known = [(name, words) for name, words, scope in COMMAND_LINES if scope == "board" and name in commands]
    return [say("For the organisation board:"), *(f"/{name} – {words[:1].lower()}{words[1:]}" for name, words in known)]


def _kept() -> list[str]:
    return [
        say(
            "Kept: what you report, the files and the times. Seen by: you, the organisation board, those who direct the task."
        ),
        say("Please send no secret documents or information here."),
    ]
