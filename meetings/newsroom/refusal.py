"""A refusal always says why, in sentences for the person who asked."""

from __future__ import annotations

from collections.abc import Iterable


class Refused(Exception):
    """Raised where something is not done; `obstacles` are the sentences, and nothing was changed."""

    def __init__(self, obstacles: Iterable[str]) -> None:
        self.obstacles = list(obstacles)
        super().__init__(" ".join(self.obstacles))
