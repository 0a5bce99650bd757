"""git as data: earlier versions of reports, and what an edit does."""
