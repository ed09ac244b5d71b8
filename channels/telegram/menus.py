"""The command menu and the bot's card: conveniences, which a server may lack."""

import re
from collections.abc import Awaitable, Callable, Sequence

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats
from telegram.error import TelegramError

from channels.base import CommandHelp, DeliveryError
from channels.telegram.faults import TokenRefused, delivery_error

log = structlog.get_logger()

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100
# At most 120 units; shown on the bot's profile and where it is passed on.
SHORT = "Trợ lý tự động (phần mềm) theo dõi và nhắc các nhiệm vụ được giao."
# At most 512 units; shown in the empty chat.
DESCRIPTION = (
    f"{SHORT} Đề nghị không gửi tài liệu, thông tin mật qua kênh này. "
    "Nhấn Bắt đầu rồi gửi mã được cấp, hoặc nhắn: trợ giúp."
)


async def publish(bot: Bot, commands: Sequence[CommandHelp]) -> None:
    """Raises TokenRefused only; whatever else is lacking is noted and passed over."""
    everyone = _menu(commands, "everyone")
    # A narrower scope replaces the wider one, so a group's menu repeats what everyone has.
    groups = _menu(commands, "board") + everyone
    steps: list[Callable[[], Awaitable[object]]] = [
        lambda: bot.set_my_commands(everyone),
        lambda: bot.set_my_commands(groups[:MOST], scope=BotCommandScopeAllGroupChats()),
        lambda: bot.set_my_description(DESCRIPTION),
        lambda: bot.set_my_short_description(SHORT),
    ]
    for step in steps:
        await _try(step)


def _menu(commands: Sequence[CommandHelp], scope: str) -> list[BotCommand]:
    """The platform takes small Latin letters only, and refuses a whole menu for one bad line."""
    fitting = {each.name: each.summary for each in commands if each.scope == scope and NAME.fullmatch(each.name)}
    return [BotCommand(name, summary[:256]) for name, summary in fitting.items()][:MOST]


async def _try(step: Callable[[], Awaitable[object]]) -> None:
    try:
        await step()
    except TelegramError as error:
        refused: DeliveryError = delivery_error(error)
        if isinstance(refused, TokenRefused):
            raise refused from None
        log.info("telegram_menu_skipped", reason=str(refused))
