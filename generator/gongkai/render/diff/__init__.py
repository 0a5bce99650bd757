"""Differences as text for a terminal, Markdown for a comment, a page of HTML, and JSON for programs."""
