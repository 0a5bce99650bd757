"""The same questions on a cluster of Dask: a task for every region, in whatever process is free.

    python national_on_a_cluster.py export/cells tcp://scheduler:8786

Needs dask[distributed] here, and DuckDB wherever the workers are; they have to see the folder under
the same path (a shared file system). No region needs the rows of another, so the answers are those of
the regions one after another, in order.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dask.distributed import Client

import national


def answers(folder: str, address: str) -> national.Answers:
    """The answers from all of the dataset; equal to those of national.answers."""
    with Client(address) as client:
        client.upload_file(str(Path(national.__file__)))  # the workers need not have the recipe
        tasks = [client.submit(national.answers, folder, region) for region in national.regions(folder)]
        parts = client.gather(tasks)
    return {
        name: sorted((row for part in parts for row in part[name]), key=_order) for name in national.QUESTIONS
    }


def _order(row: tuple[object, ...]) -> tuple[tuple[bool, object], ...]:
    """As ORDER BY ALL: NULL after everything else."""
    return tuple((value is None, value) for value in row)


if __name__ == "__main__":
    national.show(answers(sys.argv[1], sys.argv[2]))
