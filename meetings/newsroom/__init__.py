"""The rules: who may do what when, and how a text becomes rows, and rows a publication."""
