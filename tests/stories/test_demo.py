"""The demo plays the whole plan, and the same way every time."""

from bot.demo.stage import play
from tests.stories.cast import SEED
from tests.stories.test_texts import assert_approved


async def test_the_demo_of_may_2022_is_this_transcript() -> None:
    transcript = "\n".join([piece async for piece in play(SEED)])

    assert_approved("trinh-dien", transcript)


async def test_a_second_performance_says_the_same() -> None:
    first = [piece async for piece in play(SEED)]

    assert [piece async for piece in play(SEED)] == first
