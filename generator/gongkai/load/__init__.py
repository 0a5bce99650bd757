"""The only reader of YAML: text → values by route, with file, line and column for every one."""
