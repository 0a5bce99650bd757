"""The git repository that a site lies in, read as data: revisions, trees, files, commits.

git runs as a subprocess and nothing is checked out. Every path is relative to the site's folder,
which may be a subfolder of the repository; what lies outside it is not seen.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO

from .listings import FIELDS, FILE, Blob, Commit, FileChange, changes, commits, inside, split, stream

CHUNK = 500
"""Ids asked for at once: they fit into a pipe, so that neither side ever waits for the other."""
LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks about another folder than the one asked for here."""


class RevisionError(Exception):
    """A revision or repository cannot be read; the message is Chinese."""


class Repository:
    """The repository around a site's folder. Raises RevisionError where there is none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._text("rev-parse", "--show-toplevel")

    @cached_property
    def shallow(self) -> bool:
        """Whether commits are missing because the clone was made with --depth."""
        return self._text("rev-parse", "--is-shallow-repository").strip() == "true"

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision names. Raises RevisionError for an unknown one."""
        if revision.startswith("-") or not revision.strip() or "\0" in revision:
            raise RevisionError(f"“{revision}”不是 git 版本")
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found.returncode:
            raise RevisionError(f"git 里没有版本“{revision}”{self._hint()}")
        return found.stdout.decode().strip()

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which two revisions went their own ways. Raises RevisionError without one."""
        found = self._run("merge-base", self.commit(one), self.commit(other))
        if found.returncode:
            raise RevisionError(f"“{one}”与“{other}”没有共同的起点{self._hint()}")
        return found.stdout.decode().strip()

    def committed(self, revision: str) -> datetime:
        """When a commit came to be. Raises RevisionError for an unknown one."""
        return datetime.fromisoformat(
            self._text("show", "-s", "--no-show-signature", "--format=%cI", self.commit(revision)).strip()
        )

    def follows(self, revision: str, earlier: str) -> bool:
        """Whether a commit comes after another one, or is the same, when only first parents are followed."""
        if self._run("cat-file", "-e", f"{earlier}^{{commit}}").returncode:
            return False
        listed = self._text("rev-list", "--first-parent", "--parents", f"{earlier}..{revision}").splitlines()
        return listed[-1].split()[1:2] == [earlier] if listed else earlier == revision

    def tree(self, revision: str, *folders: str) -> dict[str, Blob]:
        """Path → file, for all files of a revision below the given folders (none given: all)."""
        listed = self._output("ls-tree", "-r", "-z", self.commit(revision), "--", *folders)
        found = {}
        for entry in split(listed):
            head, _, path = entry.partition("\t")
            mode, kind, id_ = head.split(" ")
            if kind == "blob" and inside(path):
                found[path] = Blob(mode, id_)
        return found

    def changes(self, old: str, new: str | None, *folders: str, renames: bool = True) -> list[FileChange]:
        """The files that differ between two revisions, or between one and the working tree (None)."""
        arguments = ["-r", "--raw", "-z", "--no-abbrev", "--relative", "-M" if renames else "--no-renames"]
        if new is not None:
            ids = self.commit(old), self.commit(new)
            return list(changes(split(self._output("diff-tree", *arguments, *ids, "--", *folders))))
        arguments = [*arguments[1:], "--no-ext-diff", "--ignore-submodules"]
        listed = self._output("diff", *arguments, self.commit(old), "--", *folders)
        found = list(changes(split(listed)))
        known = {each.path for each in found}
        others = split(self._output("ls-files", "--others", "-z", "--", *folders))
        return found + [
            FileChange(path, None, Blob(FILE, "")) for path in others if inside(path) and path not in known
        ]

    def read(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Id and content of every blob asked for, in order. Raises RevisionError for one that is missing."""
        wanted = list(ids)
        with self._process("cat-file", "--batch", stdin=subprocess.PIPE) as process:
            source, target = process.stdout, process.stdin
            if source is None or target is None:
                raise RevisionError("git 没有启动")
            for start in range(0, len(wanted), CHUNK):
                chunk = wanted[start : start + CHUNK]
                target.write("".join(f"{id_}\n" for id_ in chunk).encode())
                target.flush()
                for id_ in chunk:
                    yield id_, self._one(source, id_)

    def log(self, revision: str, *folders: str, renames: bool = True, since: str = "") -> Iterator[Commit]:
        """The commits that changed something below the folders, the newest first.

        Only first parents are followed: what a merged branch did on its way is the one change of its
        merge, and its date the merge's. In a shallow clone the last one looks as if it had added
        everything; see `shallow`. `since` is a commit before it at which to stop.
        """
        arguments = ["--raw", "-z", "--no-abbrev", "--relative", "-M" if renames else "--no-renames"]
        with self._process(
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            *arguments,
            "--no-show-signature",
            f"--format=commit {'%x00'.join(FIELDS)}%x00",
            f"{self.commit(since)}..{self.commit(revision)}" if since else self.commit(revision),
            "--",
            *folders,
        ) as process:
            if process.stdout is None:
                raise RevisionError("git 没有启动")
            yield from commits(stream(process.stdout))

    def _one(self, source: IO[bytes], id_: str) -> bytes:
        head = source.readline().decode().split()
        if len(head) != 3 or head[1] != "blob":
            raise RevisionError(f"git 里没有文件 {id_}{self._hint()}")
        data = source.read(int(head[2]) + 1)
        if len(data) != int(head[2]) + 1:
            raise RevisionError(f"git 没有给出文件 {id_} 的全部内容")
        return data[:-1]

    def _hint(self) -> str:
        if self.shallow:
            return "；这是浅克隆，请先取回历史（git fetch --unshallow）"
        return ""

    def _text(self, *arguments: str) -> str:
        return os.fsdecode(self._output(*arguments))

    def _output(self, *arguments: str) -> bytes:
        """What git prints. Raises RevisionError, with git's own words, when it fails."""
        done = self._run(*arguments)
        if done.returncode:
            raise RevisionError(_refusal(self.root, done.stderr))
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - a fixed program, arguments not run by a shell
                self._command(arguments), capture_output=True, check=False, env=_environment()
            )
        except OSError as error:
            raise RevisionError(f"没有找到 git，请先安装（{error.strerror}）") from error

    @contextmanager
    def _process(self, *arguments: str, stdin: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
        """git while it runs; it is ended when the reader has had enough."""
        process = subprocess.Popen(  # noqa: S603 - as above
            self._command(arguments),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    def _command(self, arguments: Iterable[str]) -> list[str]:
        return ["git", "-C", str(self.root), "-c", "core.quotePath=false", *arguments]


def _environment() -> dict[str, str]:
    """Ours, without what would make git look elsewhere, ask for a password or fetch from a server."""
    mine = {name: value for name, value in os.environ.items() if name not in LOCAL}
    return mine | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
    }


def _refusal(root: Path, stderr: bytes) -> str:
    words = stderr.decode(errors="replace").strip()
    if "dubious ownership" in words:
        return f"git 不读别的用户的仓库；确认可信后运行 git config --global --add safe.directory '{root}'"
    if "not a git repository" in words:
        return f"“{root}”不在 git 仓库里，没有版本可比"
    return f"git 报告：{words.splitlines()[0] if words else '没有说明原因'}"
