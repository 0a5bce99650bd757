"""A portal that mounts the site under a sub-path, packs what can be packed, and sends the policy."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

MOUNT = "/zfxxgknb/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PACKED = (".html", ".css", ".js", ".json", ".xml", ".svg")
KEPT = (".css", ".js", ".png", ".svg")


@functools.lru_cache(maxsize=1024)
def content(file: Path) -> bytes:
    """What is sent of a file of a site that nobody changes while it is served."""
    data = file.read_bytes()
    return gzip.compress(data, 6) if file.suffix in PACKED else data


class Portal(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        name = urlsplit(self.path).path
        file = Path(self.directory) / name.removeprefix(MOUNT)
        if file.is_dir() and name.endswith("/"):
            file /= "index.html"
        found = name.startswith(MOUNT) and file.is_file()
        if not found:
            file = Path(self.directory) / "404.html"
        data = content(file)
        self.send_response(200 if found else 404)
        if file.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        if file.suffix in KEPT:
            self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Type", self.guess_type(file.name))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the reader has gone on
            self.wfile.write(data)


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site, while it is served."""
    handler = functools.partial(Portal, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
        server.shutdown()
