"""The privileged job, `python3 -m gongkai.review`: nothing is installed, nothing of the pull request is checked out or run.

0 done or nothing to do · 1 the record was refused · 2 GitHub could not be asked.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from ..quoting import inert
from .api import Api, ApiError
from .post import Run, post
from .record import Refused


def main(environment: Mapping[str, str]) -> int:
    """Do the work that the environment of a `workflow_run` job describes; returns the exit code."""
    try:
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
        api = Api(
            environment["GITHUB_API_URL"], environment["GITHUB_REPOSITORY"], environment["GITHUB_TOKEN"]
        )
        said, code = post(api, Run.of(event), environment["GITHUB_SERVER_URL"]), 0
    except Refused as reason:
        said, code = f"审阅材料不合规定，没有写评论：{reason}", 1
    except ApiError as reason:
        said, code = f"无法运行：{reason}", 2
    except (KeyError, TypeError) as reason:
        said, code = f"无法运行：环境或 GitHub 的回答里缺少 {reason}", 2
    print(inert(said))  # noqa: T201 - this is its output
    return code


if __name__ == "__main__":
    sys.exit(main(os.environ))
