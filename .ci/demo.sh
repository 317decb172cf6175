#!/bin/sh
# Show the bundled street: in a window where there is a display, else as a picture.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
sample=samples/street.ndjson

# A DISPLAY that nobody serves makes Qt abort, so only trying tells; `|| exit` keeps the shell from saying so.
has_display() (
    [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 1
    case ${QT_QPA_PLATFORM:-} in offscreen* | minimal*) exit 1 ;; esac
    ulimit -c 0
    "$python" -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1 || exit 1
) 2>/dev/null

if [ -n "${DISPLAY:-}" ]; then "$python" .ci/qt_libraries.py window; fi
if has_display; then
    exec "$python" -m viewer "$sample"
fi
mkdir -p build
QT_QPA_PLATFORM=offscreen "$python" -m viewer render "$sample" --row 1 --out build/demo.png --names
echo "No display to open a window on: the demo was drawn to $(pwd)/build/demo.png"
