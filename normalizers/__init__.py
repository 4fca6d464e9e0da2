"""normalizers layer."""
