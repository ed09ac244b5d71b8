"""The command menus a channel may show; the words are the handlers' own."""

from channels.base import CommandHelp
from views.help import COMMAND_LINES

COMMANDS = tuple(CommandHelp(name, summary, scope) for name, summary, scope in COMMAND_LINES)
