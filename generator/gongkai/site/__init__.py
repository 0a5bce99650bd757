"""Joins loading, checks and rendering: pages on disk, the site, the preview."""
