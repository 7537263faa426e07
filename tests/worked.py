"""A counter around a function: how often something was worked out, whatever the clock says."""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import ParamSpec, TypeVar

import pytest

P = ParamSpec("P")
T = TypeVar("T")


def counting(monkeypatch: pytest.MonkeyPatch, *places: tuple[ModuleType, str]) -> Counter[str]:
    """Count the calls of functions where these modules look them up, by name."""
    worked: Counter[str] = Counter()
    for module, name in places:
        monkeypatch.setattr(module, name, _counted(getattr(module, name), name, worked))
    return worked


def _counted(function: Callable[P, T], name: str, worked: Counter[str]) -> Callable[P, T]:
    @wraps(function)
    def counted(*args: P.args, **kwargs: P.kwargs) -> T:
        worked[name] += 1
        return function(*args, **kwargs)

    return counted
