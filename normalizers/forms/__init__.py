"""Forms: standard tables as data, read by one engine (DESIGN, Tables)."""

from normalizers.forms.reader import TableReading, read_tables

__all__ = ["TableReading", "read_tables"]
