"""Sees that files changed, for the live preview."""

from __future__ import annotations

import threading
from contextlib import suppress

from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from .sources import Signature, all_files, signature_of


class Watcher(threading.Thread):
    """Looks at files and folders again and again, and says so where one is not as it was.

    It stands in for the observer of MkDocs' server, which takes several times as long over ten thousand files: the
    edit of one would be seen late, and a core be busy with it. Systems that tell of changes by themselves do not
    where a folder is shared with another machine.
    """

    def __init__(self, pause: float) -> None:
        """`pause` is in seconds, between two looks."""
        super().__init__(daemon=True)
        self._pause = pause
        self._stopped = threading.Event()
        self._watched: dict[str, FileSystemEventHandler] = {}
        self._looks: dict[str, dict[str, Signature]] = {}

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = True) -> None:
        """Tell this handler of changes, from now on, of a file or of what is in a folder."""
        self._watched[path] = handler
        self._looks[path] = signatures(path)

    def run(self) -> None:
        while not self._stopped.wait(self._pause):
            for path, handler in self._watched.items():
                now = signatures(path)
                if now != self._looks[path]:
                    self._looks[path] = now
                    handler.on_any_event(FileModifiedEvent(path))

    def stop(self) -> None:
        """End soon."""
        self._stopped.set()


def signatures(path: str) -> dict[str, Signature]:
    """How a file is, or all files in a folder; what vanishes meanwhile is left out."""
    found = {}
    with suppress(FileNotFoundError):
        for name in all_files(path):
            with suppress(FileNotFoundError):
                found[name] = signature_of(name)
    return found
