"""Where published exports lie on a machine that has them; tests that need them skip elsewhere."""

from pathlib import Path

_SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = _SHARED / "corpus"
DOCUMENTED_ROWS = _SHARED / "spec" / "documented-rows"
