"""Checks: the model in, defects out. One check is one small function; families are modules."""
