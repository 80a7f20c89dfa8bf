"""What is said about files: those that people send, and those that the bot shows."""

from dataclasses import replace

from bot.messages import Message


def not_shown(message: Message, name: str) -> Message:
    """A message whose file the channel cannot show: the words, and that there is more."""
    more = f"(Tệp “{name}” không gửi được qua kênh này; đề nghị xem trên Telegram.)"
    return replace(message, body=f"{message.body}\n{more}" if message.body else more)
