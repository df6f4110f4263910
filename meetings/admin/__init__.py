"""The desk: what officers and reviewers see, inside the stock admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from . import accounts, audit, batches, coverage, mailing, proposals, records, redirects, reference, requests, summary

__all__ = [
    "accounts",
    "audit",
    "batches",
    "coverage",
    "mailing",
    "proposals",
    "records",
    "redirects",
    "reference",
    "requests",
    "summary",
]

admin.site.site_header = _("Meeting coverage – desk")
admin.site.site_title = _("Meeting coverage – desk")
admin.site.index_title = _("Desk")
admin.site.enable_nav_sidebar = False

# Headings of the admin whose own French puts any noun behind “de”: said here without it.
HEADINGS = (
    gettext_noop("Add %s"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
)
