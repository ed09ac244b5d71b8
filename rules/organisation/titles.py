"""A post's title without its unit's name: how the post that takes over is found when units are merged."""

from collections.abc import Iterable

from rules.headings import plain


def title_of(post: str, unit: str) -> str:
    """`Bí thư Đảng ủy xã Hợp Minh` of `Đảng ủy xã Hợp Minh` → `bi thu`: the words that end both names are the unit's."""
    words, own = plain(post).split(), plain(unit).split()
    same = 0
    while same < min(len(words) - 1, len(own)) and words[-1 - same] == own[-1 - same]:
        same += 1
    return " ".join(words[: len(words) - same])


def successor(title: str, others: Iterable[tuple[int, str]]) -> int | None:
    """The one post of (id, title) with this title; none when there are several, for then nobody can tell which."""
    found = [post for post, other in others if other == title]
    return found[0] if len(found) == 1 else None
