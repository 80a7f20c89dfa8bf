"""What of a board is looked at, in a button's data and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.choices import views
from bot.choices.buttons import Buttons
from bot.choices.views import Sight, View, duty_tag, tag
from schedules.slices import Slice
from tests.stories.cast import SEED, at

MOST = 64
"""Bytes that Telegram allows."""

VIEWS = st.builds(
    View,
    st.text().map(tag),
    st.sampled_from(Sight),
    st.just("") | st.text().map(tag) | st.sampled_from(Slice),
    st.integers(0, 9_999),
    st.none()
    | st.datetimes(timezones=st.just(at("1/5 08:00").tzinfo))
    .filter(lambda moment: moment.year in range(2022, 2100))
    .map(lambda moment: moment.replace(microsecond=0, fold=0)),
    st.just("") | st.tuples(st.text(), st.text()).map(duty_tag),
)


@given(VIEWS)
def test_a_view_fits_into_a_button_and_comes_back_the_same(view: View) -> None:
    data = view.data

    assert len(data.encode()) <= MOST
    assert Buttons([SEED]).read(data) == view


@pytest.mark.parametrize(
    "data",
    [
        "v", "v:", "v:a:t", "v:a:z::0::", "v:a:t::-1::", "v:a:t::x::", "v:a:t::0:x:",
        "v:a:t::999999::", "v:a:t::0:99999999999999999999:", "v:a:t::0:::", "v:a:t::²::",
    ],
)  # fmt: skip
def test_data_that_was_never_made_means_nothing(data: str) -> None:
    assert Buttons([SEED]).read(data) is None


@pytest.mark.parametrize(
    ("sight", "above"),
    [
        (Sight.UNIT, Sight.UNITS),
        (Sight.SLICE, Sight.SLICES),
        (Sight.UNITS, Sight.TOP),
        (Sight.EXCEPTIONS, Sight.TOP),
        (Sight.TOP, Sight.TOP),
    ],
)
def test_back_leads_to_where_a_part_was_chosen(sight: Sight, above: Sight) -> None:
    deep = View("p", sight, "w", 3)

    assert deep.back.sight is above
    assert View("p", sight, "w", 3, duty="d").back == deep


def test_a_duty_is_found_by_its_tag() -> None:
    keys = list(SEED.by_key)

    assert len({duty_tag(key) for key in keys}) == len(keys)
    assert views.named(tag("vps"), SEED.units) == "vps"
    assert views.named("other", SEED.units) is None
