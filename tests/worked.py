"""A record of calls: how often something was worked out, whatever the clock says."""

from collections import Counter
from collections.abc import Callable, Hashable
from functools import wraps
from types import ModuleType
from typing import ParamSpec, TypeAlias, TypeVar

import pytest

P = ParamSpec("P")
T = TypeVar("T")
Of: TypeAlias = Callable[..., Hashable]
"""From the arguments of a call to what it was about."""


def counting(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, of: Of = lambda *_: ""
) -> Counter[Hashable]:
    """Count the calls of a function that this module looks up by name, for each thing apart."""
    calls: Counter[Hashable] = Counter()
    monkeypatch.setattr(module, name, _counted(getattr(module, name), calls, of))
    return calls


def _counted(function: Callable[P, T], calls: Counter[Hashable], of: Of) -> Callable[P, T]:
    @wraps(function)
    def counted(*args: P.args, **kwargs: P.kwargs) -> T:
        calls[of(*args)] += 1
        return function(*args, **kwargs)

    return counted
