"""extractors layer."""
