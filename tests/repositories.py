"""Repositories for tests: what git holds, written by its own commands."""

from __future__ import annotations

import subprocess
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "示例编辑",
    "GIT_AUTHOR_EMAIL": "bianji@example.org",
    "GIT_COMMITTER_NAME": "示例编辑",
    "GIT_COMMITTER_EMAIL": "bianji@example.org",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "PATH": "/usr/bin:/bin",
}


def git(folder: Path, *arguments: str, on: str = "2025-01-20T09:00:00+08:00") -> str:
    """What git prints in a folder; `on` is the time that a commit gets."""
    environment = IDENTITY | {"GIT_AUTHOR_DATE": on, "GIT_COMMITTER_DATE": on}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str, on: str = "2025-01-20T09:00:00+08:00") -> str:
    """Everything in the folder committed; returns the id of the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, on=on)
    return git(folder, "rev-parse", "HEAD")
