"""Every change of state, as one table (table.py) and one door (door.py)."""

from .checks import changes_for
from .door import apply, is_offered, obstacles, perform
from .table import TRANSITIONS
from .transition import Transition, Words

__all__ = ["TRANSITIONS", "Transition", "Words", "apply", "changes_for", "is_offered", "obstacles", "perform"]
