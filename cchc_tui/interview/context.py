"""The names that every expression and template can use besides questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.periods import Period, PeriodProblem
from cchc_tui.domain.values import Quantity
from cchc_tui.interview.views import Lack, Missing, Moment, View, Words, Year


class PeriodView(View):
    """A period: its names, days, year and neighbours."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self.period = period

    def plain(self) -> str:
        """Its name within a sentence."""
        return self.period.name

    def member(self, name: str) -> Any:
        """One of `names.PERIOD_MEMBERS`."""
        if name in _TEXTS:
            return Words(_TEXTS[name](self.period))
        if name in _DAYS:
            return Moment(PartialDate.of(_DAYS[name](self.period)))
        if name in _NEIGHBOURS:
            return neighbour(self.period, name)
        return _year(self.period) if name == "nam" else Missing()


_TEXTS: dict[str, Callable[[Period], str]] = {
    "ten": lambda p: p.name,
    "ten_tieu_de": lambda p: p.title_name,
    "ten_trich_yeu": lambda p: p.subject_name,
    "ten_ngan": lambda p: p.short_name,
    "loai": lambda p: p.type.value,
}
_DAYS: dict[str, Callable[[Period], date]] = {
    "tu_ngay": lambda p: p.start,
    "den_ngay": lambda p: p.end,
    "so_lieu_tu": lambda p: p.window_start,
    "so_lieu_den": lambda p: p.window_end,
}
_NEIGHBOURS: dict[str, Callable[[Period], Period]] = {
    "sau": lambda p: p.next(),
    "truoc": lambda p: p.previous(),
    "cung_ky": lambda p: p.same_last_year(),
}


def neighbour(period: Period, name: str) -> View:
    """The period after, before, or a year before; missing beyond the years known."""
    try:
        return PeriodView(_NEIGHBOURS[name](period))
    except PeriodProblem:
        return Missing()


def _year(period: Period) -> View:
    return Year(Quantity(Decimal(period.year)))


def _name_of(view: View) -> View:
    return view if isinstance(view, Missing) else Words(view.plain())


def context_of(agency: Agency, period: Period, day: date) -> dict[str, View]:
    """The views of all of `names.CONTEXT_NAMES`; what the agency has not is missing."""
    texts = {
        "co_quan": agency.name,
        "co_quan_day_du": agency.full_name or agency.name,
        "chu_quan": agency.superior,
        "dia_danh": agency.place,
        "dia_ban": agency.area,
        "ky_bao_cao": period.name,
    }
    found: dict[str, View] = {
        name: Words(text) if text else Missing(Lack.ABSENT) for name, text in texts.items()
    }
    return found | {
        "ky": PeriodView(period),
        "ky_sau": _name_of(neighbour(period, "sau")),
        "ky_truoc": _name_of(neighbour(period, "truoc")),
        "nam_bao_cao": _year(period),
        "ngay_bao_cao": Moment(PartialDate.of(day)),
    }
