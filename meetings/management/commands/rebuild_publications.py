"""Makes anew all that is derived from what was published: pages and passages. The evidence stays as it is."""

from django.core.management.base import BaseCommand

from meetings.models import Publication
from meetings.newsroom import publishing


class Command(BaseCommand):
    help = "Makes pages and passages anew from what was published."

    def handle(self, **options):
        count = 0
        for count, publication in enumerate(Publication.objects.order_by("pk").iterator(), 1):
            publishing.rebuild(publication)
        self.stdout.write(f"{count} publications rebuilt.")
