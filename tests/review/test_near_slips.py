"""How two numbers may be one but for a slip, and figures that others give exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_tui.review.explained import rate_explained
from cchc_tui.review.figures import read_figures
from cchc_tui.review.near_slips import Slip, likeness, slip_of, surprise


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("1621", "1612", Slip.TURNED),
        ("268", "258", Slip.STEP),
        ("20", "19", Slip.STEP),
        ("5282", "5882", Slip.DIGIT),
        ("10", "9", Slip.STEP),
        ("1612", "1612", None),
        ("1612", "1753", None),
        ("161", "1612", None),
    ],
)
def test_a_slip_is_two_digits_changed_over_or_one_wrong(
    printed: str, right: str, slip: Slip | None
) -> None:
    assert slip_of(printed, right) is slip


def test_a_likeness_of_long_numbers_proves_more_than_one_of_short_numbers() -> None:
    assert surprise(Slip.TURNED, 6) > surprise(Slip.TURNED, 4) > surprise(Slip.TURNED, 2)
    assert surprise(Slip.TURNED, 4) > surprise(Slip.STEP, 4) > surprise(Slip.DIGIT, 4)


def test_equal_values_are_not_alike_but_for_a_slip() -> None:
    assert likeness(Decimal("64.54"), Decimal("64.54"), 2) == 0
    assert likeness(Decimal("64.54"), Decimal("64.45"), 2) > 10


def test_a_rate_of_two_figures_together_is_explained() -> None:
    said = read_figures(
        "Trong 79 TTHC có 41 TTHC ở mức độ 3 và 22 TTHC ở mức độ 4, đạt 79,75% số TTHC."
    )
    assert rate_explained(said, said.figures[-1])
    wrong = read_figures("Trong 79 TTHC có 41 TTHC một phần và 22 TTHC toàn trình, đạt 79,57%.")
    assert not rate_explained(wrong, wrong.figures[-1])
