"""What it costs to refuse a hostile file, measured in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

SECONDS = 1.0
MEGABYTES = 200


def test_every_hostile_file_is_refused_within_a_second_and_200_megabytes() -> None:
    script = Path(__file__).with_name("measure_hostile_files.py")
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-c", f"import runpy; runpy.run_path({str(script)!r})"],
        capture_output=True,
        text=True,
        cwd=root,
        check=True,
    )
    measured = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(measured) > 60
    for name, message, seconds, memory in measured:
        assert message, f"{name} was not refused"
        assert seconds < SECONDS, f"{name} took {seconds:.2f} seconds"
        assert memory < MEGABYTES, f"{name} took {memory:.0f} MB"
