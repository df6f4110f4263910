"""What all addresses of the API have in common: read by anybody, cached by its ETag, open to other sites, limited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from . import rows
from .asking import Asked, only, understood
from .paging import LARGEST, SIZE, Order
from .serializers import ErrorSerializer
from .throttling import PoliteThrottle

Row = dict[str, Any]
EXPOSED = "ETag, Link, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"


@method_decorator(conditional_page, name="dispatch")
class Public(APIView):
    """A view for everyone."""

    throttle_classes: ClassVar = [PoliteThrottle]
    http_method_names: ClassVar = ["get", "head", "options"]

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in getattr(request, "rate", {}).items():
            response[name] = value
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        if response.status_code < 400:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        else:
            patch_cache_control(response, no_store=True)
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What other sites may ask: a browser wants to know before it sends a header of its own."""
        allowed = {
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status=204, headers=allowed)


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """Errors in one form: a sentence as `detail`, or sentences by parameter as `errors`."""
    response = exception_handler(error, context)
    if response is not None and isinstance(error, ValidationError):
        response.data = {"detail": "The request was not understood.", "errors": error.detail}
    elif response is not None and isinstance(error, APIException):
        response.data = {"detail": str(error.detail)}
    return response


class Listed(Public):
    """A list of a resource, in pages by a cursor. What a subclass has to say stands first."""

    filters: ClassVar[tuple[str, ...]] = ()
    shown: ClassVar[tuple[str, ...]] = ()  # the names of the fields of its shape
    expand: ClassVar[tuple[str, ...]] = ()
    order: ClassVar[Order]
    present: ClassVar[Callable[[Row], Row]]

    def lists(self, asked: Asked) -> Iterable[Any]:
        """The querysets whose rows are asked for. Raises ValidationError for what cannot be meant."""
        raise NotImplementedError

    def get(self, request: Request) -> Response:
        names = (*self.shown, *self.expand)
        asked = understood(request.query_params, filters=self.filters, fields=names, expand=self.expand)
        found = rows.first(self.lists(asked), self.order, asked.cursor, asked.size)
        following = self._following(request, found[asked.size - 1]) if len(found) > asked.size else None
        results = [only(type(self).present(row), asked.fields) for row in found[: asked.size]]
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        return Response({"next": following, "results": results}, headers=headers)

    def _following(self, request: Request, last: Row) -> str:
        query = request.query_params.copy()
        query["cursor"] = self.order.cursor(last)
        return f"{settings.SITE_ADDRESS}{request.path}?{query.urlencode()}"


class Single(Public):
    """One of a resource, by its address."""

    shown: ClassVar[tuple[str, ...]] = ()
    expand: ClassVar[tuple[str, ...]] = ()

    def row(self, asked: Asked, **kwargs: Any) -> Row | Response | None:
        """The row as it is shown; None where there is none; another answer where there is more to say."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        names = (*self.shown, *self.expand)
        asked = understood(request.query_params, fields=names, expand=self.expand, paged=False)
        found = self.row(asked, **kwargs)
        if isinstance(found, Response):
            return found
        if found is None:
            raise NotFound("There is nothing at this address.")
        return Response(only(found, asked.fields))


# --- Its description --------------------------------------------------------------------------------------------------

Shape = type[serializers.Serializer]


def names_of(shape: Shape) -> tuple[str, ...]:
    return tuple(field for field, declared in shape().fields.items() if declared.required)


def parameter(name: str, said: str, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, str, description=said, **more)


def some_of(name: str, said: str, among: Iterable[str]) -> OpenApiParameter:
    """A parameter of names with commas between."""
    return parameter(name, f"{said}, with commas between", enum=list(among), many=True, explode=False, style="form")


def described(shape: Shape, summary: str, said: str, *parameters: OpenApiParameter, one: bool = False, **others: Any):
    """Decorates a view class with what the OpenAPI description says of it; `others` are further answers by status."""
    fields = some_of("fields", "only these fields", names_of(shape))
    paging = (
        parameter("cursor", "where to go on: taken from `next`"),
        OpenApiParameter("limit", int, description=f"rows a page, 1 to {LARGEST}; {SIZE} where it is not said"),
    )
    listed = {"next": serializers.URLField(allow_null=True), "results": shape(many=True)}
    answer = shape if one else inline_serializer(f"PageOf{shape.__name__.removesuffix('Serializer')}", listed)
    answers: dict[Any, Any] = {200: answer, 304: None, 400: ErrorSerializer, 429: ErrorSerializer}
    answers |= {404: ErrorSerializer} if one else {}
    answers |= {int(status.removeprefix("_")): form for status, form in others.items()}
    every = [*parameters, fields, *(() if one else paging)]
    what = shape.__name__.removesuffix("Serializer").removesuffix("Detail").lower()
    operation = f"{what}_get" if one else f"{what}s_list"
    get = extend_schema(operation, summary=summary, description=said, parameters=every, responses=answers, auth=[])
    return extend_schema_view(get=get)


def nothing_is_required(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of the description: with `fields`, any of a resource's fields may be left out."""
    for name, schema in result["components"]["schemas"].items():
        if f"PageOf{name.removesuffix('Detail')}" in result["components"]["schemas"]:
            schema.pop("required", None)
    return result
