"""A canary: PySide6 6.12.0 on Python 3.11 loses a reference to None at each void call, then aborts."""

import subprocess
import sys

PAINTER_CALLS = 20_000

SCRIPT = f"""
from PySide6.QtGui import QGuiApplication, QImage, QPainter

application = QGuiApplication([])
image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
image.fill(0)
painter = QPainter(image)
for call in range({PAINTER_CALLS}):
    painter.drawLine(0, 0, call % 64, 63)
painter.end()
print(image.pixelColor(0, 0).name())
"""


def test_twenty_thousand_painter_calls_do_not_abort():
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout.strip() == "#000000"
