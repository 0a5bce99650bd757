"""The parts of bench.py: one fictional city, the programs that build its site, and what they used."""
