"""The two official layouts, as figures (millimetres, points).

PARTY: Hướng dẫn 36-HD/VPTW, 3/4/2018, of the Party's Central Office: A4; margins 20 above and below, 30 left, 15 right; Times New
Roman; "ĐẢNG CỘNG SẢN VIỆT NAM" 15 bold with a line of its own length under it; the organ 14 bold under the one above it in
14, a star below; "Số 111-KH/HU" 14; place and date 14 italic; the kind of paper 15–16 bold, what it is about 14–15 bold and
five dashes below; text 14–15; page numbers from page 2 on in the middle of the top, 10 from the edge.

STATE: Nghị định 30/2020/NĐ-CP, 5/3/2020, Phụ lục I: A4; margins 20–25 above and below, 30–35 left, 15–20 right; Times New
Roman, black; Quốc hiệu 12–13 bold capitals, Tiêu ngữ 13–14 bold with a line of its own length; the organ above 12–13, the
organ 12–13 bold with a line a third to half its length; "Số: 128/QĐ-UBND" 13; place and date 13–14 italic; kind and subject
13–14 bold with a line a third to half the subject's; text 13–14; page numbers 13–14 in the middle of the top margin, not on
the first page; an annex counts its own pages.
"""

from dataclasses import dataclass

from rules.issuers import Layout

FONT = "Times New Roman"
A4 = (210, 297)
PAGE_NUMBER_FROM_EDGE = 10


@dataclass(frozen=True)
class Form:
    """Margins in millimetres, type sizes in points, and how the parts of the head look."""

    layout: Layout
    top: int
    bottom: int
    left: int
    right: int
    body: int
    page_number: int
    superior: int
    organ: int
    heading: tuple[tuple[str, int], ...]  # the lines on the right: Quốc hiệu and Tiêu ngữ, or the Party's name
    number: int
    number_word: str
    place: int
    kind: int
    subject: int
    head_columns: tuple[int, int]
    recipients: tuple[int, int]  # the word "Nơi nhận", and the list


PARTY = Form(
    layout=Layout.PARTY,
    top=20,
    bottom=20,
    left=30,
    right=15,
    body=14,
    page_number=14,
    superior=14,
    organ=14,
    heading=(("ĐẢNG CỘNG SẢN VIỆT NAM", 15),),
    number=14,
    number_word="Số",
    place=14,
    kind=16,
    subject=15,
    head_columns=(75, 90),
    recipients=(14, 12),
)
STATE = Form(
    layout=Layout.STATE,
    top=20,
    bottom=20,
    left=30,
    right=15,
    body=14,
    page_number=14,
    superior=13,
    organ=13,
    heading=(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13), ("Độc lập - Tự do - Hạnh phúc", 14)),
    number=13,
    number_word="Số:",
    place=14,
    kind=14,
    subject=14,
    head_columns=(67, 98),
    recipients=(12, 11),
)
FORMS = {Layout.PARTY: PARTY, Layout.STATE: STATE}
