"""Data in, files to take away out: JSON and CSV of reports, bodies, years, and of what there is."""
