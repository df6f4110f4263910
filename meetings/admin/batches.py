"""Archives that came in as batches."""
