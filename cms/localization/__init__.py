"""The safe way from the source language to the others, on top of wagtail-localize."""
