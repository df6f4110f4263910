"""The desk: what officers and reviewers see, inside the stock admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
