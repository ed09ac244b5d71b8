"""How many tasks each post of a group is owed: data (S3-05), which a regulation kept in the database overrules by date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.text import fold


@dataclass(frozen=True)
class Quota:
    """What the posts of a group are owed. `words`: all of one alternative stand in the group's name."""

    words: tuple[tuple[str, ...], ...]
    count: int | None = None
    one_per_field: bool = False
    growth: bool = False
    for_group: bool = False  # counted for the group as a whole

    def covers(self, group: str) -> bool:
        folded = fold(group)
        return any(all(word in folded for word in words) for words in self.words)


# Quy định 371-QĐ/TU as the annex of 2022 follows it. "3 nhiệm vụ" of the first group is read as three each.
GROUPS_OF_371 = (
    Quota((("ban xay dung dang",), ("ban dang",), ("ban", "xay dung dang")), count=3),
    Quota((("mttq",), ("mat tran",), ("doan the",)), count=3, one_per_field=True),
    Quota(
        (("quan ly nha nuoc",), ("co quan nha nuoc",), ("so, ban, nganh",), ("so, nganh",), ("so, ban nganh",)), count=5
    ),
    Quota(
        (("huyen, thanh uy",), ("dang uy truc thuoc",), ("cap uy truc thuoc",), ("huyen uy, thanh uy",)), growth=True
    ),
)
GROWTH = ("tang truong", "chi tieu tong hop", "grdp")


def quota_for(group: str, quotas: Sequence[Quota]) -> Quota | None:
    return next((quota for quota in quotas if group and quota.covers(group)), None)


def is_growth(texts: Iterable[str]) -> bool:
    """Is this a growth target?"""
    folded = " ".join(map(fold, texts))
    return any(words in folded for words in GROWTH)
