"""What an update may write to, judged only by what had been shown before it was said (conversations.md, "What a digit
answers"). Nothing of the bot's own reasoning is used: only which messages were shown, when, and what they offered."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import History, Menu, Outbox, SupportCase, Task
from tests.leader.interleaving import GROUP, Chat, Shown, World, Written

CODE = re.compile(r"ok g(\d+)")
LEADERS = ("leader",)


@dataclass
class Objects:
    """Things that may be written to: tasks by id, and new tasks by the title that was confirmed."""

    tasks: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def __or__(self, other: "Objects") -> "Objects":
        return Objects(self.tasks | other.tasks, self.titles | other.titles)


class Oracle:
    """One update, seen from the phone it came from."""

    def __init__(self, session: Session, world: World, each: Written) -> None:
        incoming = each.incoming
        self._session, self._world, self._said, self._moment = session, world, incoming, each.moment
        here = (incoming.chat.bot, incoming.chat.id)
        seen = [shown for shown in world.shown if shown.at <= incoming.sent_at]
        self._here = [(shown, self._row(shown)) for shown in seen if shown.chat == here]
        self._all = [(shown, self._row(shown)) for shown in seen if shown.chat in self._chats(here)]

    def _chats(self, here: Chat) -> set[Chat]:
        """A person reads all of their private chats."""
        return {("bare", "leader"), ("other", "leader")} if here[1] in LEADERS else {here}

    def _row(self, shown: Shown) -> Outbox:
        return self._session.get_one(Outbox, shown.row_id)

    def allowed(self) -> Objects:
        text, group = self._said.text, self._said.chat.id == GROUP
        code = CODE.fullmatch(text)
        if code is not None:
            return self._coded(int(code[1]))
        if text.isdigit() and self._said.reply_to is not None:
            return self._replied(text)
        if text.isdigit():
            return Objects() if group else self._digit(text)
        numbers = {int(found) for found in re.findall(r"(?<!\d)([1-9])(?= )", text)}
        if numbers:
            return self._numbered(numbers) | self._question()
        return self._question() | self._bundle_last(alone=text not in ("tất cả xong", "còn lại chưa có gì"))

    def _own_menu(self, row: Outbox) -> Menu | None:
        menu = self._session.get(Menu, row.menu_id) if row.menu_id is not None else None
        return menu if menu is not None and menu.user_id in (None, self._said.sender) else None

    def _coded(self, menu_id: int) -> Objects:
        for _, row in self._here:
            if row.menu_id == menu_id and (menu := self._own_menu(row)) is not None:
                return self._chosen(menu, "1")
        return Objects()

    def _replied(self, typed: str) -> Objects:
        """A reply to one of our messages answers that one."""
        for _, row in self._here:
            if row.message_id == self._said.reply_to:
                menu = self._own_menu(row)
                if menu is not None:
                    return self._chosen(menu, typed)
                if row.kind == "bundle" and typed == "0":
                    return Objects(set(row.args.get("shown", [])))
                if row.subject is not None and row.subject.startswith("case:"):
                    return self._objects("", {"case_id": int(row.subject.removeprefix("case:"))})
        return self._digit(typed) if self._said.chat.id != GROUP else Objects()

    def _digit(self, typed: str) -> Objects:
        """The latest of: the last choices that have this digit, the question that waits, for 0 the bundle."""
        candidates: list[tuple[Any, Objects]] = []
        menus = [(shown.at, menu) for shown, row in self._here if (menu := self._own_menu(row)) is not None]
        if menus and self._lives(*menus[-1]) and any(option["key"] == typed for option in menus[-1][1].options):
            candidates.append((menus[-1][0], self._chosen(menus[-1][1], typed)))
        question = self._question_shown()
        if question is not None:
            candidates.append((question.at, self._question()))
        bundle = self._bundle()
        if typed == "0" and bundle is not None:
            candidates.append((bundle[0].at, Objects(set(bundle[1].args.get("shown", [])))))
        return max(candidates, key=lambda each: each[0])[1] if candidates else Objects()

    def _lives(self, shown: datetime, menu: Menu) -> bool:
        """30 minutes for writing, a day for reading, and once."""
        life = timedelta(minutes=30) if menu.writes else timedelta(days=1)
        return self._said.sent_at - shown <= life and menu.used_at in (None, self._moment)

    def _chosen(self, menu: Menu, typed: str) -> Objects:
        option = next((option for option in menu.options if option["key"] == typed), None)
        return self._objects(option["action"], option["args"]) if option is not None else Objects()

    def _objects(self, action: str, args: dict[str, Any]) -> Objects:
        if action == "menu.replay":
            return self._chosen(self._session.get_one(Menu, args["menu_id"]), args["typed"])
        tasks = {args["task_id"]} if args.get("task_id") else set()
        tasks |= set(args.get("task_ids", [])) | {piece[0] for piece in args.get("pieces", [])}
        if "case_id" in args:
            tasks.add(self._session.get_one(SupportCase, args["case_id"]).task_id)
        return Objects(tasks, {args["draft"]["title"]} if "title" in args.get("draft", {}) else set())

    def _question_shown(self) -> Shown | None:
        """The question that waits: the last reply in this chat, if one waits after it, and no bundle since."""
        replies = [shown for shown, row in self._here if row.kind == "message"]
        if not replies or replies[-1].row_id not in self._world.questions:
            return None
        bundle = self._bundle()
        return None if bundle is not None and bundle[0].at > replies[-1].at else replies[-1]

    def _question(self) -> Objects:
        shown = self._question_shown()
        return self._objects("", self._world.questions[shown.row_id]) if shown is not None else Objects()

    def _bundle(self) -> tuple[Shown, Outbox] | None:
        bundles = [(shown, row) for shown, row in self._all if row.kind == "bundle"]
        return bundles[-1] if bundles else None

    def _bundle_last(self, *, alone: bool) -> Objects:
        """What leaves its task out means the bundle only if nothing but echoes was shown here since."""
        bundle = self._bundle()
        if bundle is None:
            return Objects()
        since = [row for shown, row in self._here if shown.at > bundle[0].at and row.subject != "answer"]
        tasks = set(bundle[1].args.get("shown", []))
        return Objects() if since or (alone and len(tasks) > 1) else Objects(tasks)

    def _numbered(self, numbers: set[int]) -> Objects:
        found = self._session.exec(select(Task.id).where(col(Task.number).in_(numbers)))
        return Objects({task_id for task_id in found if task_id is not None})


def written(session: Session, rows: list[History]) -> Objects:
    """What history rows were written about."""
    found = Objects()
    for row in rows:
        if row.event == "assigned":
            found.titles.add(session.get_one(Task, row.task_id).title)
        elif row.task_id is not None:
            found.tasks.add(row.task_id)
    return found
