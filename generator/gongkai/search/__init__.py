"""The readers' search: an index of static files that finds text exactly. `index` explains the layout."""
