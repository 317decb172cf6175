"""The script that the README shows works as it stands there, without Qt."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST_LINES = (
    '\nimport sys\nassert not any(name.startswith("PySide6") for name in sys.modules), "Qt was imported"\n'
)


def test_the_script_of_the_readme_walks_the_street() -> None:
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None, "README.md shows no script"
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", block[1] + LAST_LINES, "samples/street.ndjson"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    for word in ("ImageBoundingBox", "ImagePolygon", "ImageSegmentationMask"):
        assert word in answer.stdout
