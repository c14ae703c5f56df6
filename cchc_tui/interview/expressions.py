"""The expressions of data files: Jinja2's expression language, evaluated by us.

Jinja2 only parses. The few node types below are turned into closures over plain values, so
nothing written in a file can call, import, loop or reach into an object: there is no code
for it. An unanswered name makes the result unknown (a `Missing`), as does division by zero.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from cchc_tui.domain.values import Quantity
from cchc_tui.interview.functions import FUNCTIONS, TIME_FUNCTIONS
from cchc_tui.interview.views import Figure, Missing, View, lost

if TYPE_CHECKING:
    from jinja2 import nodes

MAX_SOURCE = 2_000
"""Longest expression, in characters; parsing is recursive."""
MAX_TEXT = 10_000
"""Longest text that `~` may make, in characters."""

Value = Any
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


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression.

    Attributes:
        source: As written.
        references: Every name used.
        run: Gives the value in a scope; a `Missing` when it is unknown.
    """

    source: str
    references: tuple[Reference, ...]
    run: Run

    @property
    def names(self) -> tuple[str, ...]:
        """Names whose value in this period matters, each once, in order of appearance."""
        return tuple(dict.fromkeys(r.name for r in self.references if not r.earlier))

    def is_true(self, scope: Scope) -> bool:
        """Whether it holds; unknown counts as false."""
        return _truth(self.run(scope)) is True


@lru_cache(maxsize=8192)
def compile_expression(source: str) -> Expression:
    """Compiles an expression; the result is cached by source.

    Raises:
        ExpressionError: The expression is malformed or uses what is not allowed.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(f"biểu thức dài quá {MAX_SOURCE} ký tự.")
    try:
        compiler = _Compiler()
        run = compiler.compile(_parse(source))
    except RecursionError:
        raise ExpressionError("biểu thức lồng quá nhiều tầng.") from None
    return Expression(source, tuple(compiler.references), run)


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=False)  # noqa: S701 - only parses; nothing is rendered


def _parse(source: str) -> nodes.Node:
    from jinja2 import TemplateSyntaxError
    from jinja2.parser import Parser

    try:
        parser = Parser(_environment(), source, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            token = parser.stream.current
            raise ExpressionError(f"thừa “{token.value}” sau biểu thức.")
    except TemplateSyntaxError as error:
        raise ExpressionError(f"sai cú pháp biểu thức ({error.message}).") from None
    except ValueError:
        raise ExpressionError("số trong biểu thức quá dài.") from None
    return tree


def _is_unknown(*values: Value) -> bool:
    return any(isinstance(value, Missing) for value in values)


def _truth(value: Value) -> bool | Missing:
    return value if isinstance(value, Missing) else bool(value)


def _compute(name: str, left: Value, right: Value) -> Value:
    """An arithmetic operation; what makes no sense is unknown."""
    if name == "add" and (kept := _without_absent(left, right)) is not None:
        return kept
    if name == "sub" and isinstance(right, Missing) and right.absent:
        return left
    if not isinstance(left, Figure | Decimal) or not isinstance(right, Figure | Decimal):
        return lost(left, right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        left = Figure(Quantity(left))
    return _ARITHMETIC[name](left, right)


def _without_absent(left: Value, right: Value) -> Value | None:
    """A sum's other term, where one term does not apply and so adds nothing."""
    if isinstance(left, Missing) and left.absent:
        return right
    if isinstance(right, Missing) and right.absent:
        return left
    return None


def _compare(name: str, left: Value, right: Value) -> Value:
    if _is_unknown(left, right):
        return lost(left, right)
    try:
        return bool(_COMPARISONS[name](left, right))
    except TypeError:
        return Missing()


def _text(value: Value) -> str:
    return value.plain() if isinstance(value, View) else str(value)


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
}
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda item, many: item in many,
    "notin": lambda item, many: item not in many,
}


class _Compiler:
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
        return lambda scope: _compute(name, left(scope), right(scope))

    _add = _sub = _mul = _div = _floordiv = _mod = _arithmetic

    def _neg(self, node: nodes.Neg) -> Run:
        inner, zero = self.compile(node.node), Decimal(0)
        return lambda scope: _compute("sub", zero, inner(scope))

    def _pos(self, node: nodes.Pos) -> Run:
        return self.compile(node.node)

    def _concat(self, node: nodes.Concat) -> Run:
        parts = [self.compile(part) for part in node.nodes]

        def run(scope: Scope) -> Value:
            values = [part(scope) for part in parts]
            if _is_unknown(*values):
                return lost(*values)
            return "".join(map(_text, values))[:MAX_TEXT]

        return run

    def _compare(self, node: nodes.Compare) -> Run:
        first = self.compile(node.expr)
        steps = [(operand.op, self.compile(operand.expr)) for operand in node.ops]

        def run(scope: Scope) -> Value:
            left = first(scope)
            result: Value = True
            for op, right_run in steps:
                right = right_run(scope)
                result = _compare(op, left, right)
                if result is not True:
                    return result
                left = right
            return result

        return run

    def _and(self, node: nodes.And) -> Run:
        left, right = self.compile(node.left), self.compile(node.right)

        def run(scope: Scope) -> Value:
            first = _truth(left(scope))
            if first is False:
                return False
            second = _truth(right(scope))
            return second if first is True or second is False else first

        return run

    def _or(self, node: nodes.Or) -> Run:
        left, right = self.compile(node.left), self.compile(node.right)

        def run(scope: Scope) -> Value:
            first = _truth(left(scope))
            if first is True:
                return True
            second = _truth(right(scope))
            return second if first is False or second is True else first

        return run

    def _not(self, node: nodes.Not) -> Run:
        inner = self.compile(node.node)

        def run(scope: Scope) -> Value:
            value = _truth(inner(scope))
            return value if isinstance(value, Missing) else not value

        return run

    def _condexpr(self, node: nodes.CondExpr) -> Run:
        if node.expr2 is None:
            raise ExpressionError("“… if …” cần có “else …”.")
        test = self.compile(node.test)
        yes, no = self.compile(node.expr1), self.compile(node.expr2)

        def run(scope: Scope) -> Value:
            known = _truth(test(scope))
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
            return lost(*values) if _is_unknown(*values) else values

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
