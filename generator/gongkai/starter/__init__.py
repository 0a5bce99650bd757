"""A repository of one's own: what stands in it, written by `gongkai init` and brought up to date by `gongkai upgrade`."""
