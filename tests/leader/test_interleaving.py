"""Bundles, delays, two clerks, two channels and reordered updates, interleaved at random on the bare text channel.

Nothing is ever written to anything but what was last *shown* before the answer's platform time.
"""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import Session, func, select

from models import Inbox, InboxState, Menu
from tests.leader.interleaving import GROUP, SECOND, World, Written
from tests.leader.oracle import Oracle, written

DIGITS = [str(digit) for digit in range(10)]
LEADER_SAYS = st.sampled_from(
    [
        *("việc", "tiếp nhận", "1 130", "1 90", "2 39%", "7 vướng kinh phí", "7 xong", "39%", "xong", "tất cả xong"),
        *("còn lại chưa có gì", "kinh phí mua men", "đã nhận", *DIGITS),
    ]
)
FLOWS = st.sampled_from(
    [
        ("hỗ trợ", "7", "kinh phí mua men", "5"),
        ("hỗ trợ 7 kinh phí mua men", "2", "1"),
        ("báo cáo", "1", "130", "0"),
        ("báo cáo", "7", "xong", "39%"),
        ("việc", "1", "1", "120"),
        ("việc", "7", "2", "kinh phí mua men"),
        ("việc", "8", "4", "0"),
        ("1 90", "1", "1"),
        ("tất cả xong", "1", "0"),
        ("tiếp nhận", "3", "1", "0"),
        ("tiếp nhận", "2", "thời hạn quá gấp", "1"),
        ("39%", "2", "1"),
    ]
)
# how far the bot comes before the next word: all the way, shown but not written down, handled, or nothing has arrived yet
PACES = st.lists(st.sampled_from(["peace", "peace", "appears", "handled", "air"]), min_size=4, max_size=4)
BOTS = st.sampled_from(["bare", "bare", "other"])
PLACES = st.integers(0, 5)
ORDERS = st.integers(1, 3)
CLERKS = st.sampled_from(["clerk", "second"])


class Interleaving(RuleBasedStateMachine):
    """What people do and what the network does, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @initialize()
    def some_work_is_known(self) -> None:
        self.world.bundle()
        self.everything_settles()

    @rule(bot=BOTS, text=LEADER_SAYS)
    def leader_says(self, bot: str, text: str) -> None:
        self._later()
        self.world.say((bot, "leader"), "leader", text)

    @rule(bot=BOTS, flow=FLOWS, paces=PACES)
    def leader_follows(self, bot: str, flow: tuple[str, ...], paces: list[str]) -> None:
        """A conversation as people hold it, in a hurry or in peace."""
        for text, pace in zip(flow, paces, strict=False):
            self.leader_says(bot, text)
            self._at_pace(pace)

    @rule(bot=BOTS, text=LEADER_SAYS, ordered=st.booleans())
    def leader_is_overtaken(self, bot: str, text: str, ordered: bool) -> None:
        """Something with choices is shown while the answer to what was shown before is still in the air."""
        self.leader_says(bot, text)
        said = self.world.air.pop()
        self.a_task_is_ordered() if ordered else self.the_board_answers_a_case()
        self.everything_settles()
        self.world.air.append(said)
        self._arrive(len(self.world.air) - 1)

    @rule(who=CLERKS, group=st.booleans(), order=ORDERS, pace=PACES)
    def clerk_orders(self, who: str, group: bool, order: int, pace: list[str]) -> None:
        self._later()
        self.world.say(("bare", GROUP if group else who), who, f"/giao Nguyệt Đức | Việc mới {order} | 0 | 30/6/2027")
        self._at_pace(pace[0])

    @rule(order=ORDERS, by_code=st.booleans())
    def the_other_clerk_confirms(self, order: int, by_code: bool) -> None:
        """What one of them ordered in the group is not the other's to confirm."""
        self.clerk_orders("clerk", True, order, ["peace"])
        last = [shown for shown in self.world.shown if shown.chat[1] == GROUP][-1]
        text = f"ok g{self.world.db.transact(_last_menu)}" if by_code else "1"
        self.world.say(("bare", GROUP), "second", text, reply_to=None if by_code else last.message_id)
        self.everything_settles()

    @rule(who=CLERKS, group=st.booleans(), text=st.sampled_from(["1", "0", "2"]))
    def clerk_answers_with_a_digit(self, who: str, group: bool, text: str) -> None:
        self._later()
        self.world.say(("bare", GROUP if group else who), who, text)

    @rule(who=CLERKS, group=st.booleans(), place=PLACES)
    def clerk_answers_with_a_code(self, who: str, group: bool, place: int) -> None:
        """One of the last codes given out, whoever it was for, shown yet or not."""
        self._later()
        last = self.world.db.transact(_last_menu)
        self.world.say(("bare", GROUP if group else who), who, f"ok g{max(1, last - place)}")

    @precondition(lambda self: self.world.shown)
    @rule(who=st.sampled_from(["clerk", "second", "leader"]), place=PLACES, text=st.sampled_from(["1", "0", "2"]))
    def somebody_replies(self, who: str, place: int, text: str) -> None:
        """To one of the last messages of the chat they share with the bot."""
        self._later()
        seen = [shown for shown in self.world.shown if shown.chat[1] in (who, GROUP) and shown.message_id]
        if seen:
            shown = seen[-1 - place % min(len(seen), 6)]
            if shown.chat[1] != GROUP or who != "leader":
                self.world.say(shown.chat, who, text, reply_to=shown.message_id)

    @precondition(lambda self: self.world.air)
    @rule(place=PLACES)
    def an_update_arrives(self, place: int) -> None:
        self._arrive(place)

    @rule(limit=st.integers(1, 3))
    def the_sender_claims(self, limit: int) -> None:
        self._later()
        self.world.claim(limit)

    @precondition(lambda self: self.world.in_flight)
    @rule(place=PLACES)
    def a_message_appears(self, place: int) -> None:
        self._later()
        self.world.deliver(place)

    @precondition(lambda self: self.world.delivered)
    @rule(place=PLACES)
    def its_sending_is_written_down(self, place: int) -> None:
        self._later()
        self.world.mark(place)

    @rule()
    def everything_settles(self) -> None:
        for _ in range(30):
            while self.world.air:
                self._arrive(0)
            self._later()
            self.world.claim(8)
            while self.world.in_flight:
                self._later()
                self.world.deliver(0)
            while self.world.delivered:
                self.world.mark(0)
            self._handle()
            if not (self.world.air or self.world.in_flight or self.world.delivered or self._waiting()):
                return
        raise AssertionError("it never comes to rest")

    @rule(minutes=st.sampled_from([1, 9, 11, 31, 60 * 25]))
    def time_passes(self, minutes: int) -> None:
        self.world.now += timedelta(minutes=minutes)

    @rule()
    def a_morning_comes(self) -> None:
        self.world.bundle()

    @rule()
    def the_board_answers_a_case(self) -> None:
        self.world.answer_a_case()

    @rule()
    def a_task_is_ordered(self) -> None:
        self.world.order()

    @invariant()
    def no_update_failed(self) -> None:
        assert self.world.db.transact(_failed) == []

    def teardown(self) -> None:
        self.everything_settles()
        self.world.close()

    def _later(self) -> None:
        self.world.now += SECOND

    def _at_pace(self, pace: str) -> None:
        if pace == "air":
            return
        if pace == "peace":
            self.everything_settles()
            return
        while self.world.air:
            self._arrive(0)
        if pace == "appears":
            self.world.claim(8)
            while self.world.in_flight:
                self.a_message_appears(0)

    def _arrive(self, place: int) -> None:
        self._later()
        self.world.arrive(place)
        self._handle()

    def _handle(self) -> None:
        for each in self.world.handle():
            self.world.db.transact(self._judge, each)

    def _judge(self, session: Session, each: Written) -> None:
        """The property itself."""
        wrote = written(session, each.rows)
        allowed = Oracle(session, self.world, each).allowed()
        assert wrote.tasks <= allowed.tasks, (each.incoming.text, wrote, allowed)
        assert wrote.titles <= allowed.titles, (each.incoming.text, wrote.titles)

    def _waiting(self) -> bool:
        return self.world.db.transact(_unfinished)


def _failed(session: Session) -> list[str | None]:
    return [row.error for row in session.exec(select(Inbox)) if row.error is not None]


def _last_menu(session: Session) -> int:
    return session.exec(select(func.max(Menu.id))).one() or 1


def _unfinished(session: Session) -> bool:
    return session.exec(select(Inbox.id).where(Inbox.state != InboxState.DONE)).first() is not None


TestInterleaving = Interleaving.TestCase
TestInterleaving.settings = settings(
    max_examples=12,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # shrinking such a run takes minutes and says little more
)
