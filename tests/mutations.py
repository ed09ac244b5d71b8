"""JSON with something changed somewhere in it: a value of another kind, a field gone, doubled or moved."""

import copy
from typing import Any

from hypothesis import strategies as st

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(("", "\x00", "\ud800", "0", "-1", "private", "Mật", "a" * 3000, "\u202e")),
    st.text(max_size=6),
    st.sampled_from(([], {}, [[]], [{}], {"id": 1}, {"id": {}}, [None])),
)


def mutated(real: Any) -> st.SearchStrategy[Any]:
    """Copies of `real` with one to three changes."""
    changes = st.lists(
        st.tuples(st.sampled_from(_paths(real)), st.sampled_from(("set", "drop", "move")), ODD), min_size=1, max_size=3
    )
    return changes.map(lambda these: _changed(real, these))


def _paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(deeper for key, value in inner for deeper in _paths(value, (*path, key)))][0 if path else 1 :]


def _changed(real: Any, changes: list[tuple[tuple[Any, ...], str, Any]]) -> Any:
    made = copy.deepcopy(real)
    for path, how, odd in changes:
        holder = _holder(made, path)
        if holder is None:
            continue
        if how == "drop":
            del holder[path[-1]]
        elif how == "move" and isinstance(holder, dict):
            holder[f"{path[-1]}_"] = holder.pop(path[-1])
        else:
            holder[path[-1]] = copy.deepcopy(odd)
    return made


def _holder(made: Any, path: tuple[Any, ...]) -> Any:
    """The object or list that holds the end of the path, if it is still there."""
    for key in path[:-1]:
        if not _has(made, key):
            return None
        made = made[key]
    return made if _has(made, path[-1]) else None


def _has(node: Any, key: Any) -> bool:
    return (isinstance(node, dict) and key in node) or (
        isinstance(node, list) and isinstance(key, int) and key < len(node)
    )
