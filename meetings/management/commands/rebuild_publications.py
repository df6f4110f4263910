"""Makes anew all that is derived from what was published: pages and passages. The evidence stays as it is."""

from django.core.management.base import BaseCommand

from meetings.models import Publication
from meetings.newsroom import publishing


class Command(BaseCommand):
    help = "Makes pages and passages anew from what was published."

    def handle(self, **options):
        publications = Publication.objects.order_by("pk")
        for publication in publications.iterator():
            publishing.rebuild(publication)
        self.stdout.write(f"{publications.count()} publications rebuilt.")
