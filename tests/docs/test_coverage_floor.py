"""The page of the coverage and its floor."""

from tests.coverage_floor import floor_of, page, tenths


def test_the_floor_is_read_where_it_is_written() -> None:
    text = page({"bot": (1000, 935), "rules": (200, 199)}, 942)
    assert floor_of(text) == 942
    assert text.splitlines()[-3:] == [
        "| `bot/` | 1000 | 93,5% |",
        "| `rules/` | 200 | 99,5% |",
        "| tất cả | 1200 | 94,5% |",
    ]
    assert (floor_of(""), tenths((1000, 999)), tenths((10_000, 9_999))) == (0, 999, 999)
