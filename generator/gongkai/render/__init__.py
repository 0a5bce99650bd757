"""Data in, text out: pages, findings, blank reports, schemas, reference."""
