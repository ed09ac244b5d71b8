"""A record with what the organisation knows of it."""

from dataclasses import dataclass

from rules.annex import Record
from services.annex.posts import Known


@dataclass(frozen=True)
class Resolved:
    """`likely` is the post a text probably means; it counts in sums only, nothing is given to it."""

    record: Record
    post: Known | None
    likely: Known | None
    supervisor: Known | None
    directing: Known | None = None

    @property
    def owner(self) -> Known | None:
        return self.post or self.likely
