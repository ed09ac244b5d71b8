"""Reading a workbook that somebody sent: in a child process or a command, never in the bot's own."""
