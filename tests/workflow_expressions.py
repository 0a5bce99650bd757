"""GitHub's expressions, `${{ … }}`, as far as our workflows use them; anything else is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[\w.-]+|&&|\|\||==|!=|[!(),])")
STATUS = ("success", "failure", "always", "cancelled")


class UnknownExpression(Exception):
    """Not one of ours."""


class Evaluation:
    """One expression with its contexts (github, steps, …) and functions (success, …)."""

    def __init__(
        self, text: str, contexts: Mapping[str, Any], functions: Mapping[str, Callable[[], bool]]
    ) -> None:
        self.tokens = TOKEN.findall(text)
        if "".join(self.tokens) != re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*$)", "", text):
            raise UnknownExpression(text)
        self.contexts, self.functions = contexts, functions

    def value(self) -> Any:
        found = self._either()
        if self.tokens:
            raise UnknownExpression(" ".join(self.tokens))
        return found

    def _next(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and (not wanted or self.tokens[0] in wanted) else ""

    def _either(self) -> Any:
        found = self._both()
        while self._next("||"):
            other = self._both()
            found = found or other
        return found

    def _both(self) -> Any:
        found = self._compared()
        while self._next("&&"):
            other = self._compared()
            found = found and other
        return found

    def _compared(self) -> Any:
        found = self._single()
        while operator := self._next("==", "!="):
            other = self._single()
            found = (found == other) is (operator == "==")
        return found

    def _single(self) -> Any:
        if self._next("!"):
            return not self._single()
        if self._next("("):
            found = self._either()
            if not self._next(")"):
                raise UnknownExpression("(")
            return found
        token = self._next()
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if self._next("("):
            if not self._next(")") or token not in self.functions:
                raise UnknownExpression(token)
            return self.functions[token]()
        return self._looked_up(token)

    def _looked_up(self, token: str) -> Any:
        found: Any = self.contexts
        for place, name in enumerate(token.split(".")):
            if place == 0 and name not in found:
                raise UnknownExpression(token)
            found = (found or {}).get(name)  # what is not there is null
        return found


def filled(text: Any, contexts: Mapping[str, Any], functions: Mapping[str, Callable[[], bool]]) -> str:
    """A value of a workflow with its expressions evaluated, as GitHub prints it."""

    def printed(match: re.Match[str]) -> str:
        found = Evaluation(match[1], contexts, functions).value()
        return "" if found is None else str(found).lower() if isinstance(found, bool) else str(found)

    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", printed, str(text))


def holds(
    condition: str | None, contexts: Mapping[str, Any], functions: Mapping[str, Callable[[], bool]]
) -> bool:
    """Whether an `if:` lets a step run: without a status function only while nothing has failed."""
    text = re.sub(r"^\$\{\{\s*(.*?)\s*\}\}$", r"\1", condition or "success()")
    if not any(f"{name}(" in text for name in STATUS):
        text = f"success() && ({text})"
    return bool(Evaluation(text, contexts, functions).value())
