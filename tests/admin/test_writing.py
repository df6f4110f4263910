"""Writing a summary on its page, as a browser without JavaScript does."""

from meetings.newsroom import mapping

from .forms import client_of, page, send


def test_a_page_sent_as_it_was_opened_changes_nothing(anna, draft):
    client = client_of(anna)
    send(client, draft, page(client, draft))
    draft.refresh_from_db()
    assert draft.revision == 1


def test_prose_is_saved_and_told(anna, draft):
    client = client_of(anna)
    fields = page(client, draft)
    response = client.post(
        draft.get_absolute_url(), fields | {"round_up": "<p>New words.</p>", "headline": "New Headline"}, follow=True
    )
    assert "Saved as revision 2." in response.content.decode()
    draft.refresh_from_db()
    document = mapping.read(draft)
    assert (document.headline, document.round_up[0].text) == ("New Headline", "New words.")
