"""What rendering writes into a documents folder."""

FOLDERS = ("reports", "data", "search", "topics", "compare", "sitemap", "board", "corrections")
FILES = ("index.md", "feed.xml", "robots.txt")
ALL = {*FOLDERS, *FILES}
