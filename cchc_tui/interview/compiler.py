"""Turns the syntax tree of an expression into closures over plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from cchc_tui.interview.functions import FUNCTIONS, TIME_FUNCTIONS
from cchc_tui.interview.operations import (
    MAX_TEXT,
    Value,
    compare,
    compute,
    is_unknown,
    text_of,
    truth,
)
from cchc_tui.interview.views import Missing, View, lost

if TYPE_CHECKING:
    from jinja2 import nodes


Run = Callable[["Scope"], Value]


class Scope(Protocol):
    """What gives names their values."""

    def value(self, name: str) -> Value:
        """The value of a question or context name; a `Missing` where there is none."""

    def at_other_time(self, function: str, name: str) -> Value:
        """The value of a question in an earlier period: `truoc` or `cung_ky`."""


class ExpressionError(Exception):
    """An expression that cannot be used; the message is Vietnamese."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name as used, with the attributes read from it: `bang.tong.cot`."""

    name: str
    attributes: tuple[str, ...] = ()
    earlier: bool = False
    """Stands inside `truoc()` or `cung_ky()`, so it is not a dependency on this period."""


class Compiler:
    """Turns a parsed expression into closures and notes every name on the way."""

    def __init__(self) -> None:
        self.references: list[Reference] = []

    def compile(self, node: nodes.Node) -> Run:
        """The closure of a node.

        Raises:
            ExpressionError: The node's type has no method here: it is not allowed.
        """
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            kind = type(node).__name__
            raise ExpressionError(f"biểu thức không được dùng cú pháp này ({kind}).")
        run: Run = method(node)
        return run

    def _const(self, node: nodes.Const) -> Run:
        value = node.value
        if isinstance(value, bool | str):
            return lambda scope: value
        if not isinstance(value, int | float) or value in (float("inf"), float("-inf")):
            raise ExpressionError("biểu thức chỉ nhận số, chữ, true và false.")
        number = Decimal(repr(value))
        return lambda scope: number

    def _name(self, node: nodes.Name) -> Run:
        name = node.name
        self.references.append(Reference(name))
        return lambda scope: scope.value(name)

    def _arithmetic(self, node: nodes.BinExpr) -> Run:
        name = type(node).__name__.lower()
        left, right = self.compile(node.left), self.compile(node.right)
        return lambda scope: compute(name, left(scope), right(scope))

    _add = _sub = _mul = _div = _floordiv = _mod = _arithmetic

    def _neg(self, node: nodes.Neg) -> Run:
        inner, zero = self.compile(node.node), Decimal(0)
        return lambda scope: compute("sub", zero, inner(scope))

    def _pos(self, node: nodes.Pos) -> Run:
        return self.compile(node.node)

    def _concat(self, node: nodes.Concat) -> Run:
        parts = [self.compile(part) for part in node.nodes]

        def run(scope: Scope) -> Value:
            values = [part(scope) for part in parts]
            if is_unknown(*values):
                return lost(*values)
            return "".join(map(text_of, values))[:MAX_TEXT]

        return run

    def _compare(self, node: nodes.Compare) -> Run:
        first = self.compile(node.expr)
        steps = [(operand.op, self.compile(operand.expr)) for operand in node.ops]

        def run(scope: Scope) -> Value:
            left = first(scope)
            result: Value = True
            for op, right_run in steps:
                right = right_run(scope)
                result = compare(op, left, right)
                if result is not True:
                    return result
                left = right
            return result

        return run

    def _and(self, node: nodes.And) -> Run:
        left, right = self.compile(node.left), self.compile(node.right)

        def run(scope: Scope) -> Value:
            first = truth(left(scope))
            if first is False:
                return False
            second = truth(right(scope))
            return second if first is True or second is False else first

        return run

    def _or(self, node: nodes.Or) -> Run:
        left, right = self.compile(node.left), self.compile(node.right)

        def run(scope: Scope) -> Value:
            first = truth(left(scope))
            if first is True:
                return True
            second = truth(right(scope))
            return second if first is False or second is True else first

        return run

    def _not(self, node: nodes.Not) -> Run:
        inner = self.compile(node.node)

        def run(scope: Scope) -> Value:
            value = truth(inner(scope))
            return value if isinstance(value, Missing) else not value

        return run

    def _condexpr(self, node: nodes.CondExpr) -> Run:
        if node.expr2 is None:
            raise ExpressionError("“… if …” cần có “else …”.")
        test = self.compile(node.test)
        yes, no = self.compile(node.expr1), self.compile(node.expr2)

        def run(scope: Scope) -> Value:
            known = truth(test(scope))
            if isinstance(known, Missing):
                return known
            return yes(scope) if known else no(scope)

        return run

    def _test(self, node: nodes.Test) -> Run:
        if node.name not in ("given", "nothing") or node.args or node.kwargs:
            raise ExpressionError(f"không có phép thử “is {node.name}”; chỉ có given và nothing.")
        inner = self.compile(node.node)
        if node.name == "given":
            return lambda scope: not isinstance(inner(scope), Missing)
        return lambda scope: getattr(inner(scope), "nothing", False)

    def _list(self, node: nodes.List | nodes.Tuple) -> Run:
        items = [self.compile(item) for item in node.items]

        def run(scope: Scope) -> Value:
            values = [item(scope) for item in items]
            return lost(*values) if is_unknown(*values) else values

        return run

    _tuple = _list

    def _call(self, node: nodes.Call) -> Run:
        name = getattr(node.node, "name", "")
        if node.dyn_args or node.dyn_kwargs or (name not in FUNCTIONS and not _is_time(name)):
            known = ", ".join([*FUNCTIONS, *TIME_FUNCTIONS])
            raise ExpressionError(f"không có hàm “{name}”; chỉ có {known}.")
        if _is_time(name):
            return self._time_call(name, node)
        arguments = [self.compile(argument) for argument in node.args]
        named = {pair.key: self.compile(pair.value) for pair in node.kwargs}
        function = FUNCTIONS[name]
        if (complaint := function.complaint(len(arguments), list(named))) is not None:
            raise ExpressionError(complaint)

        def run(scope: Scope) -> Value:
            values = [argument(scope) for argument in arguments]
            return function.call(*values, **{key: value(scope) for key, value in named.items()})

        return run

    def _time_call(self, function: str, node: nodes.Call) -> Run:
        from jinja2 import nodes as n

        argument = node.args[0] if len(node.args) == 1 and not node.kwargs else None
        if isinstance(argument, n.Name):
            name = argument.name
        elif isinstance(argument, n.Const) and isinstance(argument.value, str):
            name = argument.value
        else:
            raise ExpressionError(f"hàm {function}() nhận đúng một tên câu hỏi.")
        self.references.append(Reference(name, earlier=True))
        return lambda scope: scope.at_other_time(function, name)

    def _getattr(self, node: nodes.Getattr) -> Run:
        return self._member(node.node, node.attr)

    def _getitem(self, node: nodes.Getitem) -> Run:
        key = getattr(node.arg, "value", None)
        if not isinstance(key, str):
            raise ExpressionError("trong [ ] phải là chữ trong ngoặc kép.")
        return self._member(node.node, key)

    def _member(self, owner: nodes.Expr, name: str) -> Run:
        before = len(self.references)
        inner = self.compile(owner)
        if len(self.references) == before + 1:
            last = self.references[-1]
            self.references[-1] = Reference(last.name, (*last.attributes, name), last.earlier)

        def run(scope: Scope) -> Value:
            value = inner(scope)
            if isinstance(value, Missing):
                return value
            return value.member(name) if isinstance(value, View) else Missing()

        return run


def _is_time(name: str) -> bool:
    return name in TIME_FUNCTIONS
