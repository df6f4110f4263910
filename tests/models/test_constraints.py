"""The rules that the database itself keeps, whatever the software does."""

import pytest
from django.db import IntegrityError, transaction

from meetings.models import Coverage, Meeting, PressSymbol, Publication, Session, Summary, Withdrawal

pytestmark = pytest.mark.django_db


def refuses(constraint):
    """The statement inside fails by this constraint; what was done before stays."""

    class Refusal:
        def __enter__(self):
            self.block = transaction.atomic()
            self.block.__enter__()

        def __exit__(self, kind, error, traceback):
            self.block.__exit__(kind, error, traceback)
            assert kind is IntegrityError and constraint in str(error), error
            return True

    return Refusal()


def test_who_handed_a_text_in_cannot_be_who_approved_it(approved, anna):
    with refuses("approved_by_a_second_person"):
        Summary.objects.filter(pk=approved.pk).update(approved_by=anna)


def test_without_an_approver_nothing_is_approved_unless_forced_with_a_reason(approved, robert):
    text = Summary.objects.filter(pk=approved.pk)
    with refuses("approved_by_a_second_person"):
        text.update(approved_by=None)
    with refuses("approved_by_a_second_person"):
        text.update(approved_by=None, forced_by=robert)
    text.update(approved_by=None, forced_by=robert, forced_reason="The vote was on the air.")


def test_an_approval_names_its_revision(approved):
    with refuses("approval_names_its_revision"):
        Summary.objects.filter(pk=approved.pk).update(approved_revision=None)


def test_a_draft_is_handed_in_by_someone(draft):
    with refuses("handed_in_by_someone"):
        Summary.objects.filter(pk=draft.pk).update(state="in_review")


def test_a_meeting_is_planned_once_a_language(draft, meeting):
    with refuses("one_coverage_a_meeting_and_language"):
        Coverage.objects.create(meeting=meeting, language="en")
    Coverage.objects.create(meeting=meeting, language="fr")


def test_not_to_cover_needs_a_reason_and_no_text(draft, meeting):
    with refuses("not_covered_has_a_reason"):
        Coverage.objects.create(meeting=meeting, language="fr", decision="not_covered")
    with refuses("not_covered_has_no_summary"):
        draft.coverages.update(decision="not_covered", reason="No officer was free.")


def test_one_publication_is_current_at_an_address(published, french_draft):
    former = Publication.objects.get()
    with refuses("one_current_publication_an_address"):
        Publication.objects.create(**copied(former, summary_id=french_draft.pk))
    with refuses("one_current_publication_a_summary"):
        Publication.objects.create(**copied(former, version=2, key="WAC26.002E", change=""))
    with refuses("one_publication_a_version"):
        Publication.objects.create(**copied(former, is_current=False))


def test_a_withdrawal_has_a_reason(published, robert):
    with refuses("withdrawal_has_a_reason"):
        Withdrawal.objects.create(summary=published, by=robert)


def test_a_symbol_that_no_text_bears_says_why(in_review):
    with refuses("unused_symbol_has_a_reason"):
        PressSymbol.objects.update(summary=None)


def test_a_session_has_one_number_of_its_kind(session):
    Session.objects.create(body=session.body, number=53, kind="special")
    with refuses("one_session_a_number"):
        Session.objects.create(body=session.body, number=53)


def copied(publication, **changes):
    fields = {field.attname: getattr(publication, field.attname) for field in Publication._meta.concrete_fields}
    return {name: value for name, value in fields.items() if name != "id"} | changes


def test_a_coverage_leads_to_a_text_of_its_own_language(draft, french_draft, meeting):
    """A foreign key over both columns: whichever side changes."""
    with refuses("coverage_in_the_language_of_its_text"):
        Coverage.objects.filter(language="fr").update(summary=draft)
    with refuses("coverage_in_the_language_of_its_text"):
        Summary.objects.filter(pk=draft.pk).update(language="fr")
    Coverage.objects.filter(language="fr").update(summary=None)


def test_a_published_text_keeps_the_meetings_that_it_covers(published, session):
    covered, kept = published.coverages.get(), "keeps the meetings that it covers"
    other = Meeting.objects.create(session=session, date=published.date, period="afternoon")
    with refuses(kept):
        published.coverages.update(summary=None)
    with refuses(kept):
        published.coverages.update(meeting=other)
    with refuses(kept):
        covered.delete()
    published.coverages.update(due=published.changed_at)
    Coverage.objects.create(meeting=other, language="en", summary=published)


def test_what_is_not_published_may_be_taken_from_its_meeting(approved):
    assert approved.coverages.update(summary=None) == 1
