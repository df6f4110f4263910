"""The description of the API: valid, without a warning, and tried by a fuzzer that reads it."""

import io

import pytest
import schemathesis
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from coverage_cms.wsgi import application
from tests.snapshot import load_samples, once


def test_it_is_valid_and_nothing_in_it_is_guessed():
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=io.StringIO())


@pytest.fixture
def kept_connection(db):
    """A request of the real application would close the connection in which the test's rows stand."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_as_it_is_described(kept_connection, mode):
    once(load_samples)
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) == 13
    for operation in operations:
        _try(operation.as_strategy(generation_mode=mode))


def _try(cases):
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(cases)
    def answer(case):
        cache.clear()  # the fuzzer asks more often than one reader may
        # That a cursor is one that was given is beyond a description: well-formed nonsense is refused.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answer()


def test_the_page_to_try_it_runs_no_script_of_its_own_lines(client):
    page = client.get("/api/v1/").content.decode()
    assert "<style" not in page
    assert page.count("<script ") == page.count("<script src=") == 3
    assert "openapi.json" in client.get("/api/v1/?script=").content.decode()
