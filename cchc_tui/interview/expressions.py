"""The expressions of data files: Jinja2's expression language, evaluated by us.

Jinja2 only parses. The few node types below are turned into closures over plain values, so
nothing written in a file can call, import, loop or reach into an object: there is no code
for it. An unanswered name makes the result unknown (a `Missing`), as does division by zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cchc_tui.interview.compiler import Compiler, ExpressionError, Reference, Run, Scope
from cchc_tui.interview.operations import truth

if TYPE_CHECKING:
    from jinja2 import nodes

__all__ = ["Expression", "ExpressionError", "Reference", "Scope", "compile_expression"]

MAX_SOURCE = 2_000
"""Longest expression, in characters; parsing is recursive."""


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
        return truth(self.run(scope)) is True


@lru_cache(maxsize=8192)
def compile_expression(source: str) -> Expression:
    """Compiles an expression; the result is cached by source.

    Raises:
        ExpressionError: The expression is malformed or uses what is not allowed.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(f"biểu thức dài quá {MAX_SOURCE} ký tự.")
    try:
        compiler = Compiler()
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
