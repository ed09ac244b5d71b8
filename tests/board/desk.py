"""A board at work: one post with its leader, two clerks and their group; and how each channel confirms."""

from dataclasses import dataclass

from tests.stage import Actor, Stage

POST = "Bí thư Đảng ủy xã Nguyệt Đức"
REFUSED = "Rất tiếc, nội dung này chỉ dành cho thành viên Ban Tổ chức."


@dataclass
class Desk:
    """Who is there."""

    stage: Stage
    post: int
    leader: Actor
    clerk: Actor
    second: Actor
    group: str

    async def in_group(self, said: str) -> list[str]:
        """The clerk writes in the group."""
        return await self.clerk.says(said, in_group=self.group)

    async def confirms_in_group(self, label: str, digit: str = "1") -> list[str]:
        """By a button where there are buttons, by `ok G7` where there are none."""
        if self.stage.can_press:
            return await self.clerk.presses(label, in_group=self.group)
        return await self.clerk.says(f"{await self.code()} {digit}", in_group=self.group)

    async def code(self) -> str:
        """The code of the last confirmation shown in the group."""
        said = await self.stage.street.heard(self.clerk.user, self.group)
        lines = [line for message in said for line in message["text"].splitlines() if line.startswith("G")]
        return str(lines[-1].partition(":")[0].partition(" ")[0])


async def desk(stage: Stage) -> Desk:
    post = stage.add_post(POST)
    leader, clerk, second = await stage.leader(post), await stage.clerk("Một"), await stage.clerk("Hai")
    return Desk(stage, post, leader, clerk, second, await stage.board_group(clerk, second))
