"""A widget's own key bindings: told, and run at once in the order the keys came.

Textual carries a binding out only after the key has bubbled up to the app, when letters
typed after it may already be in the text (textual#6605). An input method sends a backspace
and the recomposed letter in one burst, so an editor must not wait for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.dom import DOMNode
from textual.widget import Widget


def own_keys(widget: Widget | None) -> Iterator[tuple[str, str]]:
    """The keys that a widget itself is bound to, by us: what Textual binds it names in English.

    Args:
        widget: The widget, or None for no widget.

    Yields:
        Name of a key and what it does.
    """
    if widget is None:
        return
    kin = (c for c in type(widget).__mro__ if issubclass(c, DOMNode) and _is_textual(c))
    foreign = {binding.description for one in kin for _, binding in one._merge_bindings()}
    for key, binding in widget._bindings:
        if binding.description not in foreign:
            yield key, binding.description


def _is_textual(widget: type[DOMNode]) -> bool:
    return widget.__module__.startswith("textual.")


async def run_own_binding(widget: Widget, key: str) -> bool:
    """Carry out what `key` is bound to in `widget` itself, before the next key is read.

    Args:
        widget: The widget that has the focus.
        key: The name of the key, as in `textual.events.Key.key`.

    Returns:
        Whether a binding of the widget took the key; a skipped action does not count.
    """
    for binding in widget._bindings.key_to_bindings.get(key, ()):
        if await widget.app.run_action(binding.action, widget):
            return True
    return False
