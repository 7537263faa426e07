"""One app, its recorded walk, and what each request of it cost in every round."""

import re
import statistics
from collections.abc import Sequence

from flask import Flask

from bench.tape import Answer, Call, replay


class Runner:
    """Repeats a walk; the walk's requests stay in order."""

    def __init__(self, app: Flask, calls: Sequence[Call]) -> None:
        self.app, self.calls = app, calls
        self.rounds: list[list[Answer]] = []

    def run(self) -> None:
        """Walk once more from start to result. RuntimeError if a page answers with an error."""
        answers = [replay(self.app, call) for call in self.calls]
        for call, answer in zip(self.calls, answers, strict=True):
            if answer.status >= 400:
                raise RuntimeError(f"{call.method} {call.path} answered {answer.status}")
        self.rounds.append(answers)

    def processor_ms(self, method: str, path: str) -> float:
        """CPU milliseconds (user and system) of one such request: mean of the walk's medians.

        `path` is a regular expression for the whole path.
        """
        medians = [
            statistics.median(answers[index].processor for answers in self.rounds)
            for index, call in enumerate(self.calls)
            if call.method == method and re.fullmatch(path, call.path)
        ]
        return 1000 * statistics.mean(medians)

    def walk_processor_ms(self) -> float:
        """CPU milliseconds of the whole walk, median round."""
        return 1000 * statistics.median(sum(a.processor for a in round_) for round_ in self.rounds)

    def walks_a_second(self) -> float:
        """Whole walks one thread does in a second of the clock, median round."""
        return 1 / statistics.median(sum(a.clock for a in round_) for round_ in self.rounds)
