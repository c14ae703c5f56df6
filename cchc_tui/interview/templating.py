"""The Jinja2 environment of templates, headings and messages: sandboxed, strict, closed.

Templates come from memory (the library), so none can name a file. Reading an attribute
never reaches Python objects: views answer for themselves, and nothing else has members.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from cchc_tui.interview.filters import FILTERS
from cchc_tui.interview.functions import FUNCTIONS, TIME_FUNCTIONS
from cchc_tui.interview.kinds import Library
from cchc_tui.interview.names import LOOP_MEMBERS
from cchc_tui.interview.views import Missing, View, number_of

MAX_OUTPUT = 4_000_000
"""Most characters that one template may print."""


class TemplateProblem(Exception):  # noqa: N818
    """A template that cannot be printed; the message is Vietnamese."""


class Scope(Protocol):
    """What gives names their values; see `expressions.Scope`."""

    def value(self, name: str) -> Any:
        """The value of a question or context name."""

    def has(self, name: str) -> bool:
        """Whether there is such a name."""

    def at_other_time(self, function: str, name: str) -> Any:
        """The value of a question in an earlier period."""


_SCOPE: ContextVar[Scope] = ContextVar("_SCOPE")


class _ScopeContext(Context):
    """Looks names up in the scope in force, so that only what is used is computed."""

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        if found is not missing:
            return found
        scope = _SCOPE.get()
        return scope.value(key) if scope.has(key) else missing


class _Environment(ImmutableSandboxedEnvironment):
    """Members only of views, arithmetic only of figures."""

    context_class = _ScopeContext
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, View):
            return obj.member(attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_MEMBERS:
            return getattr(obj, attribute)
        if isinstance(obj, Template) or type(obj).__name__ == "TemplateModule":
            found = getattr(obj, attribute, None)
            if isinstance(found, Macro):
                return found
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, argument if isinstance(argument, str) else "")

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro) or obj in _CALLABLE

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        for value in (left, right):
            if not isinstance(value, Missing) and number_of(value) is None:
                raise SecurityError("phép tính chỉ dùng được với số")
        if operator == "**" or _is_huge(left) or _is_huge(right):
            raise SecurityError("phép tính quá lớn")
        return super().call_binop(context, operator, left, right)


def _is_huge(value: Any) -> bool:
    return isinstance(value, int) and abs(value) > 10**18


def _earlier(function: str) -> Any:
    def call(asked: Any) -> Any:
        name = asked.question if isinstance(asked, View) else str(asked)
        return _SCOPE.get().at_other_time(function, name)

    return call


_GLOBALS: dict[str, Any] = {name: function.call for name, function in FUNCTIONS.items()}
_GLOBALS |= {name: _earlier(name) for name in TIME_FUNCTIONS}
_CALLABLE = frozenset(_GLOBALS.values())

TESTS: Mapping[str, Any] = {
    "given": lambda value: not isinstance(value, Missing | Undefined),
    "nothing": lambda value: bool(getattr(value, "nothing", False)),
}
"""`x is given`, `x is nothing`."""


def make_environment(templates: Mapping[str, str]) -> _Environment:
    """An environment that knows these templates and nothing else."""
    environment = _Environment(
        loader=DictLoader(templates),
        undefined=StrictUndefined,
        autoescape=False,
        cache_size=-1,
        auto_reload=False,
    )
    environment.globals = dict(_GLOBALS)
    environment.filters = dict(FILTERS)
    environment.tests = dict(TESTS)
    return environment


_ENVIRONMENTS: WeakKeyDictionary[Library, _Environment] = WeakKeyDictionary()
_STRINGS: WeakKeyDictionary[Library, dict[str, Template]] = WeakKeyDictionary()


def environment_of(library: Library) -> _Environment:
    """The environment of a library, made once."""
    found = _ENVIRONMENTS.get(library)
    if found is None:
        found = _ENVIRONMENTS[library] = make_environment(library.templates)
    return found


def print_template(library: Library, path: str, scope: Scope) -> str:
    """Prints a template of the library in a scope.

    Raises:
        TemplateProblem: It does not exist, breaks a rule of the sandbox, or prints too much.
    """
    try:
        template = environment_of(library).get_template(path)
    except TemplateError as error:
        raise TemplateProblem(f"Mẫu câu chữ {path}: {error}.") from None
    return _print(template, path, scope)


def print_string(library: Library, source: str, scope: Scope) -> str:
    """Prints a short template: a heading, a line of the subject, a message.

    Raises:
        TemplateProblem: As `print_template`.
    """
    known = _STRINGS.setdefault(library, {})
    template = known.get(source)
    if template is None:
        try:
            template = known[source] = environment_of(library).from_string(source)
        except TemplateError as error:
            raise TemplateProblem(f"Mẫu câu “{source}”: {error}.") from None
    return _print(template, source, scope)


def _print(template: Template, name: str, scope: Scope) -> str:
    token = _SCOPE.set(scope)
    try:
        return "".join(_limited(template.generate(), name))
    except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
        raise TemplateProblem(f"Mẫu câu chữ {name}: không in được ({error}).") from None
    finally:
        _SCOPE.reset(token)


def _limited(parts: Iterator[str], name: str) -> Iterator[str]:
    printed = 0
    for part in parts:
        printed += len(part)
        if printed > MAX_OUTPUT:
            raise TemplateProblem(f"Mẫu câu chữ {name}: in ra quá nhiều chữ.")
        yield part
