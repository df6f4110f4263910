"""So many requests a minute from one address; each answer says how many are left."""

from __future__ import annotations

import math
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle


class PoliteThrottle(AnonRateThrottle):
    """The stock throttle, which also keeps what the headers of the answer say.

    The headers are those that are widely read (RateLimit-Limit, -Remaining, -Reset: seconds), and Retry-After with 429.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        allowed = super().allow_request(request, view)
        if self.rate is not None and hasattr(self, "history"):
            oldest = self.history[-1] if self.history else self.now
            request.rate = {
                "RateLimit-Limit": str(self.num_requests),
                "RateLimit-Remaining": str(max(0, self.num_requests - len(self.history))),
                "RateLimit-Reset": str(max(1, math.ceil(self.duration - (self.now - oldest)))),
            }
        return allowed
