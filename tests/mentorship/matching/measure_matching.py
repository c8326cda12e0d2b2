"""Matching beside other packages, on the same instances in one run: quality, time and memory, as a table.

    python -m tests.mentorship.matching.measure_matching [--limit SECONDS]

Not part of the suite. It needs the packages of the group `compare` in `pyproject.toml` beside those of the tests. Each
way runs in a process of its own: the time is that of solving alone, the median of five where it is quick; memory is the
peak of the whole process. A way that has not ended within the limit is stopped.
"""

import argparse
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from mentorship.matching.graphs import Whole
from tests.mentorship.matching import cases
from tests.mentorship.matching.rivals import WAYS

# ruff: noqa: T201
QUICK, TIMES, LIMIT = 1.0, 5, 120
CASES = {"small": cases.small, "southeast": cases.southeast, "nation": cases.nation}
HEAD = "| way | served: class 0, 1, 2, 3 | in all | total fit | largest load | seconds | memory |"


def measure(name: str, way: str) -> dict[str, Any]:
    """Solve an instance in this process."""
    case = CASES[name]()
    solve = WAYS[way](case)
    times: list[float] = []
    while not times or (times[0] < QUICK and len(times) < TIMES):
        begun = time.perf_counter()
        match = solve()
        times.append(time.perf_counter() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**quality(case, match), "seconds": statistics.median(times), "memory": memory}


def quality(case: cases.Case, match: Whole) -> dict[str, Any]:
    """Who is served by class, the total fit and the largest load; an error where the matching is not allowed."""
    chosen, load = match[case.request] == case.mentor, np.bincount(match[match >= 0], minlength=len(case.slots))
    assert chosen.sum() == (match >= 0).sum()
    assert (load <= case.slots).all()
    served = np.bincount(case.classes[match >= 0], minlength=cases.CLASSES)
    return {"served": served.tolist(), "fit": int(case.fit[chosen].sum()), "load": int(load.max(initial=0))}


def measured(name: str, way: str, limit: float) -> dict[str, Any]:
    """The same in a process of its own; only a `fault` where it has not ended well within the limit."""
    command = [sys.executable, "-m", "tests.mentorship.matching.measure_matching", "--case", name, "--way", way]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"fault": f"not ended after {limit:g}"}
    except subprocess.CalledProcessError as failed:
        return {"fault": failed.stderr.strip().rpartition("\n")[2] or f"ended with {failed.returncode}"}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(name: str, limit: float) -> Iterator[str]:
    """The lines of the table of an instance."""
    case = CASES[name]()
    size = f"{len(case.classes):,} requests, {len(case.slots):,} mentors with {case.slots.sum():,} slots"
    yield from (f"\n**{name}**: {size}, {len(case.request):,} possible pairs\n", HEAD, "| --- " * 7 + "|")
    for way in WAYS:
        found = measured(name, way, limit)
        if "fault" in found:
            yield f"| {way} | | | | | {found['fault']} | |"
        else:
            served, fit = found["served"], f"{found['fit']:,}"
            told = [way, ", ".join(f"{each:,}" for each in served), f"{sum(served):,}", fit, str(found["load"])]
            yield f"| {' | '.join([*told, f'{found["seconds"]:.3f}', f'{found["memory"]:,} MiB'])} |"


def main() -> None:
    """All instances, all ways; or one alone, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--limit", type=float, default=LIMIT)
    told = parser.parse_args()
    if told.way:
        print(json.dumps(measure(told.case, told.way)))
        return
    missing = [name for name in ("scipy", "matching") if importlib.util.find_spec(name) is None]
    if missing:
        raise SystemExit(f"Not installed: {', '.join(missing)}. Install the group `compare` of pyproject.toml.")
    for name in [told.case] if told.case else CASES:
        for line in table(name, told.limit):
            print(line, flush=True)


if __name__ == "__main__":
    main()
