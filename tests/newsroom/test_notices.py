"""Who is told of what: in the inbox always, by mail as each has chosen, and never who did it."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone, translation

from meetings.models import (
    Coverage,
    Delivery,
    DistributionList,
    InboxItem,
    MailChoice,
    Meeting,
    Notice,
    OutboxMail,
    Publication,
    Recipient,
)
from meetings.newsroom import distribution, mapping, notices, saving
from meetings.newsroom.notices import words
from meetings.newsroom.workflow import TRANSITIONS, Words, perform
from tests.world import person, small_document


@pytest.fixture(autouse=True)
def addresses(anna, robert, claire, renee):
    for user in (anna, robert, claire, renee):
        give_address(user)


@pytest.fixture
def rose(db):
    """A second reviewer of the English desk."""
    return give_address(person("rose", "English reviewers"))


def give_address(user):
    user.email = f"{user.username}@example.org"
    user.save(update_fields=["email"])
    return user


def told(kind):
    return sorted(InboxItem.objects.filter(kind=kind).values_list("user__username", flat=True))


def mailed():
    return sorted(OutboxMail.objects.values_list("address", flat=True))


# --- Who --------------------------------------------------------------------------------------------------------------


def test_a_text_handed_in_is_told_to_the_reviewers_of_its_desk(in_review, rose):
    assert told("submitted") == ["robert"]  # rose came later
    assert mailed() == ["robert@example.org"]


def test_who_acts_is_never_told(meeting):
    both = give_address(person("both", "English officers", "English reviewers"))
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=both)
    text = saving.begin(small_document(), both, coverage=coverage)
    perform(text, "submit", both, seen=text.revision)
    assert told("submitted") == ["robert"]


def test_a_returned_text_is_told_to_its_writers_with_the_comment(in_review, robert):
    perform(in_review, "return", robert, seen=in_review.revision, comment="Check the vote.")
    assert told("returned") == ["anna"]
    assert "Check the vote." in OutboxMail.objects.get(address="anna@example.org").text


def test_an_officers_edit_is_silent_and_a_reviewers_edit_in_review_is_not(in_review, anna, robert):
    changed = small_document(headline="Council Closes Debate on Paper")
    text = saving.save(in_review.pk, changed, in_review.revision, robert).summary
    assert told("edited") == ["anna"]
    saving.save(text.pk, small_document(headline="Council Adjourns"), text.revision, anna)
    assert told("edited") == ["anna"]


def test_an_approval_is_told_to_the_submitter_and_to_who_else_may_publish(in_review, robert, rose):
    perform(in_review, "approve", robert, seen=in_review.revision)
    assert told("approved") == ["anna", "rose"]


def test_a_claim_is_told_to_whom_the_review_is_taken_from(in_review, robert, rose):
    text = perform(in_review, "claim", robert, seen=in_review.revision)
    assert told("claimed") == []
    perform(text, "claim", rose, seen=text.revision)
    assert told("claimed") == ["robert"]


def test_a_review_handed_on_is_told_to_its_new_reader_alone(in_review, robert, rose):
    give_address(person("rachel", "English reviewers"))
    perform(in_review, "hand_on", robert, seen=in_review.revision, words=Words(to=rose))
    assert told("handed_on") == ["rose"]


def test_what_goes_out_at_once_is_told_to_every_other_reviewer(in_review, robert, rose):
    because = Words("The vote was on the air.")
    perform(in_review, "publish_at_once", robert, seen=in_review.revision, words=because)
    assert told("debt") == ["anna", "rose"]
    text = OutboxMail.objects.get(address="rose@example.org", subject__contains="at once").text
    assert "The vote was on the air." in text and "A second person has to read it now." in text


def test_an_hour_that_is_set_is_told_in_words(approved, robert):
    at = timezone.make_aware(datetime.datetime(2126, 7, 11, 14, 0))
    perform(approved, "schedule", robert, seen=approved.revision, words=Words(at=at))
    item = InboxItem.objects.get(kind="scheduled", user__username="anna")
    assert words.line(item.values) == "To be published on 11 July 2126, 14:00, says Robert"
    with translation.override("fr"):
        assert "11 juillet 2126" in words.line(item.values)


def test_a_publication_is_told_to_its_writers_once_a_day(published):
    item = InboxItem.objects.get(kind="published")
    assert (item.user.username, item.delivery, item.mail) == ("anna", "digest", None)


def test_a_withdrawal_is_told_to_writers_and_reviewers(published, robert, rose):
    perform(published, "withdraw", robert, seen=published.revision, comment="A wrong vote.")
    assert told("withdrawn") == ["anna", "rose"]


def test_a_correction_asks_the_other_desk_once(published, french_draft, anna, robert, claire, renee):
    french = perform(french_draft, "submit", claire, seen=french_draft.revision)
    french = perform(french, "approve", renee, seen=french.revision)
    perform(french, "publish", renee, seen=french.revision)
    text = perform(published, "reopen", anna, seen=published.revision)
    mine = mapping.read(text)
    text = saving.save(text.pk, small_document(symbol=mine.symbol, headline="Corrected"), text.revision, anna).summary
    text = perform(text, "submit", anna, seen=text.revision)
    text = perform(text, "approve", robert, seen=text.revision)
    corrected = Words("The vote was 30 to 12.", change="correction", notice="The vote was 30 to 12.")
    perform(text, "publish", robert, seen=text.revision, words=corrected)
    assert told("counterpart") == ["claire", "renee"]
    mail = OutboxMail.objects.get(address="claire@example.org", subject__contains="L’autre rédaction a rectifié")
    assert mail.language == "fr" and "The vote was 30 to 12." in mail.text


def test_the_worker_is_called_the_system(approved):
    notices.of_transition(approved, "not_published", None, "The session is missing.")
    assert told("not_published") == ["anna", "robert"]
    item = InboxItem.objects.filter(kind="not_published").first()
    assert words.line(item.values | {"act": "publish"}) == "Published by the system"


@pytest.mark.parametrize("transition", sorted({*TRANSITIONS, "unknown"} - set(words.TELLINGS)))
def test_of_what_the_table_does_not_name_nothing_is_told(draft, anna, transition):
    notices.of_transition(draft, transition, anna, "", "draft")
    assert not InboxItem.objects.exists() and not OutboxMail.objects.exists()


def test_every_transition_of_the_table_of_notices_exists():
    of_meetings = {telling for telling in words.TELLINGS if telling.startswith("meeting_")} | {"assigned", "unassigned"}
    beside = {"not_published", "at_risk", "overdue", "counterpart", "segment_taken", "requested"} | of_meetings
    assert set(words.TELLINGS) - beside <= set(TRANSITIONS)
    assert {telling.kind for telling in words.TELLINGS.values()} == set(Notice)


# --- Never the wrong people -------------------------------------------------------------------------------------------


def test_nobody_is_told_who_left_the_house_or_the_desk(draft, anna, rose):
    gone = give_address(person("gone", "English reviewers"))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    rose.groups.set(Group.objects.filter(name="French reviewers"))
    perform(draft, "submit", anna, seen=draft.revision)
    assert told("submitted") == ["robert"]


def test_an_officer_of_the_other_desk_is_told_nothing_even_if_named(draft, claire, anna, robert):
    draft.coverages.update(officer=claire)
    perform(draft, "submit", anna, seen=draft.revision)
    draft.refresh_from_db()
    perform(draft, "return", robert, seen=draft.revision, comment="Check the vote.")
    assert told("returned") == ["anna"]


def test_notices_go_with_the_act_or_not_at_all(in_review, robert, monkeypatch):
    InboxItem.objects.all().delete()
    OutboxMail.objects.all().delete()
    monkeypatch.setattr(notices.InboxItem.objects, "bulk_create", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        perform(in_review, "return", robert, seen=in_review.revision, comment="No.")
    in_review.refresh_from_db()
    assert in_review.state == "in_review" and not OutboxMail.objects.exists()


def test_telling_many_takes_as_many_queries_as_telling_one(draft, anna, django_assert_num_queries):
    def queries():
        with django_assert_num_queries(4):
            notices.of_transition(draft, "submit", anna, "", "draft")

    queries()
    for number in range(20):
        give_address(person(f"reviewer{number}", "English reviewers"))
    queries()


# --- How --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delivery", Delivery.values)
def test_each_chooses_what_comes_by_mail_and_the_inbox_has_it_in_any_case(draft, anna, robert, delivery):
    MailChoice.objects.create(user=robert, kind="submitted", delivery=delivery)
    perform(draft, "submit", anna, seen=draft.revision)
    assert told("submitted") == ["robert"]
    assert mailed() == (["robert@example.org"] if delivery == "at_once" else [])


def test_who_has_no_address_has_the_inbox(draft, anna, robert):
    User.objects.filter(pk=robert.pk).update(email="")
    perform(draft, "submit", anna, seen=draft.revision)
    assert told("submitted") == ["robert"] and not mailed()


def test_a_mail_speaks_the_language_of_the_desk(french_draft, claire, administrator):
    perform(french_draft, "submit", claire, seen=french_draft.revision)
    french_draft.refresh_from_db()
    mail = OutboxMail.objects.get(address="renee@example.org")
    assert mail.language == "fr"
    assert mail.subject == f"[{french_draft.symbol}] Remis par Claire\xa0: Le Conseil ouvre un débat sur le papier"
    give_address(administrator)
    notices.notify("submit", french_draft, [administrator.pk], claire)
    assert "Handed in by Claire" in OutboxMail.objects.get(address="administrator@example.org").subject


def test_a_mail_says_what_happened_and_leads_to_the_text(in_review, settings):
    mail = OutboxMail.objects.get()
    assert mail.subject == "[WAC26.001E] Handed in by Anna: Council Opens Debate on Paper"
    assert f"{settings.SITE_ADDRESS}{in_review.get_absolute_url()}" in mail.text
    assert "WAC26.001E · WAC, 11 July 2026, morning" in mail.text
    assert "/desk/notices/" in mail.text


def test_the_mails_of_one_text_are_one_thread(in_review, robert):
    perform(in_review, "return", robert, seen=in_review.revision, comment="Check the vote.")
    first, second = OutboxMail.objects.order_by("pk")
    assert first.headers["References"] == second.headers["References"]
    assert first.headers["Auto-Submitted"] == "auto-generated"
    assert first.message_id != second.message_id


def test_no_name_and_no_headline_writes_a_header(draft, anna):
    User.objects.filter(pk=anna.pk).update(first_name="Anna\r\nBcc: all@example.org")
    anna.refresh_from_db()
    draft.headline = "One\nTwo\u2028Three\u202e"
    notices.of_transition(draft, "submit", anna, "", "draft")
    subject = OutboxMail.objects.get().subject
    assert subject == "[WAC] Handed in by Anna Bcc: all@example.org: One Two Three"


# --- Overdue ----------------------------------------------------------------------------------------------------------


def overdue(coverage, hours=1):
    Coverage.objects.filter(pk=coverage.pk).update(due=timezone.now() - datetime.timedelta(hours=hours))


def test_a_late_text_is_told_once_to_officer_and_reviewers(draft):
    overdue(draft.coverages.get())
    assert (notices.tell_overdue(), notices.tell_overdue()) == (1, 0)
    assert told("overdue") == ["anna", "robert"]


def test_a_text_is_late_three_hours_after_its_meeting_rose_unless_planned_otherwise(draft, robert, meeting):
    rose = timezone.now() - datetime.timedelta(minutes=170)
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=rose)
    assert notices.tell_overdue() == 0
    in_a_while = timezone.now() + datetime.timedelta(minutes=20)
    assert (notices.tell_overdue(in_a_while), notices.tell_overdue(in_a_while)) == (1, 0)


def test_a_meeting_without_a_text_is_late_too(meeting, anna, robert):
    overdue(Coverage.objects.create(meeting=meeting, language="en", officer=anna))
    notices.tell_overdue()
    mail = OutboxMail.objects.get(address="anna@example.org")
    assert "[WAC] Not handed in; it was due on" in mail.subject and "/coverage/" in mail.text


def test_a_new_due_time_is_told_anew(draft):
    overdue(draft.coverages.get())
    notices.tell_overdue()
    overdue(draft.coverages.get(), hours=0.5)
    assert notices.tell_overdue() == 1


def test_a_text_about_two_meetings_is_late_once(draft, session):
    other = session.meetings.create(date=draft.date, period="afternoon")
    overdue(Coverage.objects.create(meeting=other, language="en", summary=draft))
    overdue(draft.coverages.first())
    assert notices.tell_overdue() == 1
    assert told("overdue") == ["anna", "robert"]


def test_what_is_handed_in_or_not_to_be_covered_or_long_past_is_not_late(in_review, meeting, session):
    overdue(in_review.coverages.get())
    other = session.meetings.create(date=in_review.date, period="afternoon")
    overdue(Coverage.objects.create(meeting=other, language="en", decision="not_covered", reason="No room."))
    midday = session.meetings.create(date=in_review.date, period="midday")
    overdue(Coverage.objects.create(meeting=midday, language="en", decision="undecided"))
    third = session.meetings.create(date=in_review.date, period="evening")
    overdue(Coverage.objects.create(meeting=third, language="en"), hours=72)
    assert notices.tell_overdue() == 0


# --- Distribution lists -----------------------------------------------------------------------------------------------


@pytest.fixture
def readers(council):
    """English and French lists of the Council; one English address is not active."""
    english = DistributionList.objects.create(body=council, language="en")
    french = DistributionList.objects.create(body=council, language="fr")
    for address, row in (("one@example.org", english), ("two@example.org", english), ("deux@example.org", french)):
        Recipient.objects.create(list=row, address=address)
    Recipient.objects.create(list=english, address="left@example.org", active=False)


def releases():
    return OutboxMail.objects.filter(kind="release")


def publish_again(text, anna, robert, **words):
    text = perform(text, "reopen", anna, seen=text.revision)
    mine = mapping.read(text)
    changed = small_document(symbol=mine.symbol, headline=f"{mine.headline} again")
    text = saving.save(text.pk, changed, text.revision, anna).summary
    text = perform(text, "submit", anna, seen=text.revision)
    text = perform(text, "approve", robert, seen=text.revision)
    return perform(text, "publish", robert, seen=text.revision, words=Words(**words))


def test_each_active_address_of_the_list_gets_the_release(readers, published, settings):
    assert sorted(releases().values_list("address", flat=True)) == ["one@example.org", "two@example.org"]
    mail = releases().first()
    assert mail.subject == "[WAC26.001E] Council Opens Debate on Paper"
    assert f"{settings.SITE_ADDRESS}/en/summaries/WAC26.001E/" in mail.text
    assert mail.headers["List-Id"] == "<wac-en.example.org>"
    assert mail.headers["List-Unsubscribe"].startswith("<mailto:desk@example.org?subject=unsubscribe")


@pytest.mark.parametrize(("change", "mailed"), [("correction", 2), ("update", 2), ("minor", 0)])
def test_of_further_versions_only_what_a_reader_must_know_is_mailed(readers, published, anna, robert, change, mailed):
    releases().delete()
    publish_again(published, anna, robert, change=change, notice="The vote was 30 to 12.")
    assert releases().count() == mailed
    if change == "correction":
        mail = releases().first()
        assert mail.subject == "[WAC26.001E] Correction: Council Opens Debate on Paper again"
        assert mail.text.startswith("The vote was 30 to 12.")


def test_a_further_part_is_mailed_as_such(readers, published):
    publication = Publication.objects.get()
    publication.change = "take"
    distribution.send(publication)
    assert releases().first().subject.startswith("[WAC26.001E] Further part: ")


def test_nothing_of_the_archive_is_mailed(readers, published):
    publication = Publication.objects.get()
    publication.archive = True
    assert distribution.send(publication) == 0


def test_a_text_imported_long_after_its_meeting_is_no_news(readers, published):
    publication = Publication.objects.get()
    publication.date -= datetime.timedelta(days=400)
    assert distribution.send(publication) == 2
    publication.summary.origin = "import"
    assert distribution.send(publication) == 0


def test_who_got_a_withdrawn_text_is_told_and_who_waits_for_it_gets_nothing(readers, published, robert):
    releases().filter(address="one@example.org").update(sent_at=timezone.now())
    perform(published, "withdraw", robert, seen=published.revision, comment="A wrong vote.")
    notice = OutboxMail.objects.get(kind="withdrawal")
    assert notice.address == "one@example.org" and "A wrong vote." in notice.text
    assert releases().get(address="two@example.org").given_up_at
    assert not releases().waiting().exists()


def test_two_hundred_recipients_take_no_more_queries_than_two(readers, published, django_assert_num_queries):
    publication = Publication.objects.select_related("body", "summary").get()
    with django_assert_num_queries(2):
        distribution.send(publication)
    row = DistributionList.objects.get(language="en")
    Recipient.objects.bulk_create(Recipient(list=row, address=f"r{n}@example.org") for n in range(200))
    with django_assert_num_queries(2):
        assert distribution.send(publication) == 202
