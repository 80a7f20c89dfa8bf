"""The scripted people: phones in private chats, groups and their members."""

import itertools
from dataclasses import dataclass
from typing import Any

from tests.standins.bell import Bell
from tests.standins.telegram.screen import Screen
from tests.standins.telegram.spec import Json
from tests.standins.telegram.world import ANONYMOUS_ADMIN, Account, Chat, Standing, User

FUTURE_KIND = "message_from_the_future"


class Phone(Screen):
    """A person in a private chat with the bot, which may not write before this person does."""

    def says(self, text: str, **extra: Any) -> Json:
        """Type a message; the first one starts the bot. Gives the Message."""
        if self.chat.standing is Standing.NEVER_STARTED:
            self.chat.standing = Standing.OPEN
        return super().says(text, **extra)

    def blocks(self) -> None:
        """Block the bot; it is told, and refused from now on."""
        self.chat.standing = Standing.BLOCKED
        self._tell_standing("member", "kicked")

    def unblocks(self) -> None:
        """Take the block away; the bot is told."""
        self.chat.standing = Standing.OPEN
        self._tell_standing("kicked", "member")

    def deactivates(self) -> None:
        """The account is deleted; the bot is told nothing."""
        self.chat.standing = Standing.DEACTIVATED

    def _tell_standing(self, old: str, new: str) -> None:
        tell_standing(self.account, self.chat, self.user, old, new)


class Member(Screen):
    """A person in a group. The chat is the group's present one, also after an upgrade."""

    def __init__(self, group: "Group", user: User) -> None:
        self.group = group
        super().__init__(group.account, group.chat, user)

    @property
    def here(self) -> Chat:
        """The group's present chat."""
        return self.group.chat

    def says_anonymously(self, text: str, **extra: Any) -> Json:
        """Type as "the group", as an anonymous administrator does; supergroups only."""
        if self.here.kind != "supergroup":
            raise ValueError("only supergroups have anonymous administrators; upgrade() first")
        signed = {"sender_chat": self.here.json()}
        return self.post(text, sender=ANONYMOUS_ADMIN, extra=signed | extra)


@dataclass
class Group:
    """A group with the bot in it."""

    account: Account
    chat: Chat

    def joins(self, user: User) -> Member:
        """Somebody becomes a member; the bot sees the service message."""
        self.account.users[user.id] = user
        self.chat.members[user.id] = user
        self._service(user, {"new_chat_members": [user.json()]})
        return Member(self, user)

    def adds_bot(self, by: User) -> None:
        """A member adds the bot; it is told by my_chat_member and by a service message."""
        self.chat.standing = Standing.OPEN
        tell_standing(self.account, self.chat, by, "left", "member")
        self._service(by, {"new_chat_members": [self.account.me.json()]})

    def kicks_bot(self, by: User) -> None:
        """A member removes the bot; it is told by my_chat_member."""
        self.chat.standing = Standing.KICKED
        tell_standing(self.account, self.chat, by, "member", "kicked")

    def mutes_bot(self) -> None:
        """Members, the bot among them, may not write."""
        self.chat.standing = Standing.MUTED

    def upgrade(self) -> Chat:
        """The group becomes a supergroup, a new chat; both chats get their service message."""
        old, user = self.chat, next(iter(self.chat.members.values()), self.account.me)
        new = Chat(-1_000_000_000_000 - abs(old.id), "supergroup", old.name, members=old.members)
        self.account.chats[new.id] = new
        self._service(user, {"migrate_to_chat_id": new.id})
        old.standing, old.migrated_to, self.chat = Standing.UPGRADED, new.id, new
        self._service(ANONYMOUS_ADMIN, self._moved(new, old))
        old.bell.ring()
        return new

    def _moved(self, new: Chat, old: Chat) -> Json:
        return {"migrate_from_chat_id": old.id, "sender_chat": new.json()}

    def _service(self, sender: User, content: Json) -> None:
        message = self.chat.show(self.account.compose(self.chat, sender, content))
        self.account.queue.push("message", message)


def tell_standing(account: Account, chat: Chat, by: User, old: str, new: str) -> None:
    """Queue the my_chat_member update that Telegram sends when the bot's standing changes."""
    pair = {"old_chat_member": _standing(account, old), "new_chat_member": _standing(account, new)}
    head = {"chat": chat.json(), "from": by.json(), "date": int(account.wall())}
    account.queue.push("my_chat_member", head | pair)


def _standing(account: Account, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"status": status, "user": account.me.json()} | until


class Cast:
    """Makes people and groups for a server's bots. `bell` rings at every call of a bot."""

    def __init__(self) -> None:
        super().__init__()
        self.bell = Bell()
        self._people = itertools.count(5_000_000_001)
        self._groups = itertools.count(4_000_000_001)

    bot: Account

    def phone(self, name: str, *, username: str | None = None, user_id: int | None = None) -> Phone:
        """A new person with a phone, who has not started the bot yet."""
        user = User(user_id or next(self._people), name, username)
        chat = Chat(user.id, "private", name, Standing.NEVER_STARTED, person=user)
        self.bot.users[user.id] = user
        self.bot.chats[chat.id] = chat
        return Phone(self.bot, chat, user)

    def group(self, title: str, *people: Phone, supergroup: bool = False) -> Group:
        """A new group with these people and the bot, which is told that it was added."""
        number = next(self._groups)
        kind = "supergroup" if supergroup else "group"
        chat = Chat(-1_000_000_000_000 - number if supergroup else -number, kind, title)
        chat.members = {phone.user.id: phone.user for phone in people}
        self.bot.chats[chat.id] = chat
        group = Group(self.bot, chat)
        group.adds_bot(people[0].user if people else ANONYMOUS_ADMIN)
        return group

    def member(self, group: Group, phone: Phone) -> Member:
        """The hands of somebody who is in a group already."""
        return Member(group, group.chat.members[phone.user.id])

    def sends_future_update(self, **payload: Any) -> None:
        """An update of a kind that no client knows yet."""
        self.bot.queue.push(FUTURE_KIND, payload or {"note": "?"}, unfiltered=True)
