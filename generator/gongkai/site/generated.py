"""What rendering writes into a documents folder."""

FOLDERS = ("reports", "data", "search", "topics", "compare", "sitemap", "board")
FILES = ("index.md", "feed.xml", "robots.txt")
ALL = {*FOLDERS, *FILES}
