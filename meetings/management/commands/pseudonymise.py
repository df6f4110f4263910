"""Takes name, e-mail address and password from an account that is no longer active; what it did stays."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.newsroom.accounts import pseudonymise
from meetings.newsroom.refusal import Refused


class Command(BaseCommand):
    help = "Takes the name from an account that was deactivated. It cannot be brought back."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USERNAME")

    def handle(self, *, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"No account has the user name “{username}”.")
        try:
            user = pseudonymise(user, None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"“{username}” is {user.username} now. Names within comments, reasons and texts cannot be found, and stay."
        )
