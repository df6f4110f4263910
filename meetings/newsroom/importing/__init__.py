"""How files become summaries: one at a time, or an archive of thousands as a batch. See docs/archive.md."""

from .single import CREATED, PROPOSED, REFUSED, UNCHANGED, Import, import_file

__all__ = ["CREATED", "PROPOSED", "REFUSED", "UNCHANGED", "Import", "import_file"]
