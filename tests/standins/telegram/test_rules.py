"""What the stand-in refuses of a call whatever the state of the world, and in which words."""

from typing import Any

import pytest

from tests.standins.telegram.entities import Formatted
from tests.standins.telegram.markup import MarkupError, parse_html
from tests.standins.telegram.rules import examine
from tests.standins.telegram.spec import METHODS, Json, flaws


def refusal(method: str, **params: Any) -> str:
    """The words of the refusal, empty if the rules let the call pass; refused means listed, too."""
    verdict = examine(METHODS[method.lower()], params)
    assert bool(verdict.refusal) == bool(verdict.violations)
    return verdict.refusal.description.removeprefix("Bad Request: ") if verdict.refusal else ""


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


def with_keyboard(markup: Any) -> str:
    return refusal("sendMessage", chat_id=1, text="a", reply_markup=markup)


DONE = {"text": "✅ Xong", "callback_data": "d:1"}


def test_a_plain_message_passes() -> None:
    assert refusal("sendMessage", chat_id=1, text="Chào", reply_markup=keyboard(DONE)) == ""


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": " \n"}, "message text is empty"),
        ({"chat_id": 1, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 1, "text": "a" * 4097}, "message is too long"),
        ({"chat_id": 1, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 1, "text": "a", "colour": "red"}, 'parameter "colour" is unknown'),
        ({"chat_id": 1, "text": 5}, 'parameter "text" must be of type String'),
        ({"chat_id": 1.5, "text": "a"}, 'parameter "chat_id" must be of type Integer'),
        ({"chat_id": 1, "text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"chat_id": 1, "text": "a", "reply_parameters": {"message_id": 1, "x": 1}},
            'parameter "reply_parameters.x" is unknown',
        ),
    ],
)
def test_a_message_is_refused(params: Json, words: str) -> None:
    assert refusal("sendMessage", **params) == words


def test_the_longest_text_is_counted_after_the_tags_are_read() -> None:
    assert refusal("sendMessage", chat_id=1, text=f"<b>{'a' * 4096}</b>", parse_mode="HTML") == ""


CANT = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "object expected as reply markup"),
        ({"inline_keyboard": [DONE]}, 'field "inline_keyboard" must be of type Array of Arrays'),
        (keyboard({"text": "a"}), CANT + "Text buttons are unallowed in the inline keyboard"),
        (keyboard({"callback_data": "a"}), CANT + 'Field "text" must be of type String'),
        (keyboard(DONE | {"text": " "}), CANT + "the text of a button must not be empty"),
        (
            keyboard(DONE | {"url": "https://vst.vn"}),
            CANT + "exactly one action is allowed, found callback_data, url",
        ),
        (keyboard({"text": "a", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (keyboard({"text": "a", "callback_data": "a" * 65}), "BUTTON_DATA_INVALID"),
        (keyboard({"text": "a", "callback_data": "ệ" * 22}), "BUTTON_DATA_INVALID"),
        (
            keyboard(DONE | {"colour": "red"}),
            'parameter "reply_markup.inline_keyboard[0][0].colour" is unknown',
        ),
        (keyboard(*[DONE] * 101), "reply markup is too long"),
    ],
)
def test_a_keyboard_is_refused(markup: Any, words: str) -> None:
    assert with_keyboard(markup) == words


def test_callback_data_of_64_bytes_passes() -> None:
    assert with_keyboard(keyboard({"text": "a", "callback_data": "ệ" * 21 + "a"})) == ""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("đ <p>a</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ('<span class="big">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b x>a</b>", 'Expected equal sign in declaration of an attribute of the tag "b" at'),
    ],
)
def test_html_is_refused(source: str, words: str) -> None:
    with pytest.raises(MarkupError) as raised:
        parse_html(source)

    assert str(raised.value).startswith(words)
    told = refusal("sendMessage", chat_id=1, text=source, parse_mode="HTML")
    assert told.startswith(f"can't parse entities: {words}")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("A & B &amp; C &lt; D &bull; &#273;", "A & B & C < D &bull; đ", []),
        ("😀<b>Hạn</b>", "😀Hạn", [("bold", 2, 3)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ('<a href="https://vst.vn/?a=1&amp;b=2">a</a>', "a", [("text_link", 0, 1)]),
        ("<a>không</a>", "không", []),
        ("<b></b>a", "a", []),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [("pre", 0, 1)]),
    ],
)
def test_html_is_read(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read = parse_html(source)

    assert isinstance(read, Formatted)
    assert read.text == text
    assert [(e["type"], e["offset"], e["length"]) for e in read.entities] == entities


def test_a_link_keeps_its_address() -> None:
    read = parse_html('<a href="https://vst.vn/?a=1&amp;b=2">a</a>')

    assert read.entities[0]["url"] == "https://vst.vn/?a=1&b=2"


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": 0, "length": 4}, "ends after the end of the text at UTF-16"),
        ({"type": "bold", "offset": 1, "length": 2}, "begins or ends in a middle of a UTF-16 symb"),
        ({"type": "bold", "offset": -1, "length": 2}, "has an invalid offset or length"),
        ({"type": "text_link", "offset": 0, "length": 2}, "needs url"),
        ({"type": "loud", "offset": 0, "length": 2}, "unsupported type of entity: loud"),
        ({"type": "bold", "offset": 0}, 'parameter "entities[0].length" is required'),
    ],
)
def test_an_entity_is_refused(entity: Json, words: str) -> None:
    assert words in refusal("sendMessage", chat_id=1, text="😀a", entities=[entity])


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("editMessageText", {"chat_id": 1, "text": "a"}, "message identifier is not specified"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, "MESSAGE_TOO_LONG"),
        ("setMyCommands", {"commands": [{"command": "Viec", "description": "a"}]}, "BOT_COMMAND_I"),
        ("setMyCommands", {"commands": [{"command": "viec", "description": ""}]}, "BOT_COMMAND_D"),
        ("setMyCommands", {"commands": [{"command": "viec"}]}, 'parameter "commands[0].descriptio'),
        ("getUpdates", {"limit": 101}, "limit must be between 1 and 100"),
        ("getUpdates", {"allowed_updates": ["messages"]}, 'unknown update type "messages"'),
        (
            "sendChatAction",
            {"chat_id": 1, "action": "yawning"},
            "wrong parameter action in request",
        ),
        ("setWebhook", {"url": "http://a.vn/"}, "bad webhook: An HTTPS URL must be provided for"),
        ("setWebhook", {"url": "https://a.vn:8080/"}, "bad webhook: Webhook can be set up only on"),
        (
            "setWebhook",
            {"url": "https://a.vn", "secret_token": "à"},
            "secret token contains unallo",
        ),
        (
            "setWebhook",
            {"url": "https://a.vn", "secret_token": "a" * 257},
            "secret token is too lo",
        ),
        (
            "sendPhoto",
            {"chat_id": 1, "photo": "x", "caption": "a" * 1025},
            "message caption is too",
        ),
    ],
)
def test_a_call_is_refused(method: str, params: Json, words: str) -> None:
    assert refusal(method, **params).startswith(words)


def test_a_webhook_on_loopback_passes_only_when_allowed() -> None:
    params = {"url": "http://127.0.0.1:9000/hooks/telegram"}
    method = METHODS["setwebhook"]

    assert examine(method, params).refusal
    assert examine(method, params, loopback_webhooks=True).refusal is None


def test_a_value_is_judged_by_the_published_type_that_it_is_nearest_to() -> None:
    markup = {"inline_keyboard": [[{"text": 1, "callback_data": 2}, {"text": 3}]]}

    found = flaws("ForceReply|ReplyKeyboardRemove|InlineKeyboardMarkup", markup)

    assert [flaw.where for flaw in found] == [
        "value.inline_keyboard[0][0].text",
        "value.inline_keyboard[0][0].callback_data",
        "value.inline_keyboard[0][1].text",
    ]
