#!/bin/sh
# Make .venv with what Annoscope needs: `.ci/set_up.sh runtime` to run it, `.ci/set_up.sh tools` to develop it.
# Does nothing when that was done before, and repairs what was interrupted. PYTHON names the Python to use.
set -eu
cd "$(dirname "$0")/.."

level=$1
venv_python=.venv/bin/python
stamp=.venv/annoscope-$level
case $level in
    runtime) what=. ;;
    tools) what='.[dev]' ;;
    *) echo "set_up.sh: say runtime or tools" >&2; exit 2 ;;
esac
export PIP_DISABLE_PIP_VERSION_CHECK=1

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
makes_venvs() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# Prints the first Python that will do, rather one that can make a virtual environment than one that cannot.
find_python() {
    second_best=
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11 python3.14 python; fi
    for python; do
        recent_enough "$python" || continue
        if makes_venvs "$python"; then echo "$python"; return; fi
        second_best=${second_best:-$python}
    done
    echo "$second_best"
}

no_python() {
    if [ -n "${PYTHON:-}" ]; then
        echo "Annoscope needs Python 3.11 or later, and PYTHON=$PYTHON is none." >&2
    else
        echo "Annoscope needs Python 3.11 or later, and there is none on the PATH." >&2
    fi
    echo "Install one (apt-get install python3 python3-venv, brew install python, or from https://python.org)" >&2
    echo "or name one: make PYTHON=/path/to/python3.12" >&2
    exit 1
}

# Debian keeps ensurepip in a package of its own.
add_venv_support() {
    package=$("$1" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package, which $1 needs to make a virtual environment"
        apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$package"
        makes_venvs "$1" && return
    fi
    echo "$1 cannot make a virtual environment: it lacks ensurepip. On Debian and Ubuntu, type" >&2
    echo "    sudo apt-get install $package" >&2
    echo "and try again, or name another Python: make PYTHON=/path/to/python3.12" >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    [ -n "$python" ] || no_python
    makes_venvs "$python" || add_venv_support "$python"
    echo "Making .venv with $("$python" --version) ($(command -v "$python"))"
    "$python" -m venv --clear .venv
}

origin() { "$1" -c 'import sys; print(sys.base_prefix, sys.version)'; }
as_asked() { [ -z "${PYTHON:-}" ] || [ "$(origin "$PYTHON")" = "$(origin "$venv_python")" ]; }
usable() { recent_enough "$venv_python" && as_asked && "$venv_python" -c 'import pip' 2>/dev/null; }
install() { "$venv_python" -m pip install --quiet --editable "$what"; }

# Where and what: a moved checkout or a changed pyproject.toml is set up anew.
state="$(pwd) $(cksum <pyproject.toml)"
for done in "$stamp" .venv/annoscope-tools; do
    if [ -e "$done" ] && [ "$(cat "$done")" = "$state" ] && usable; then exit 0; fi
done
rm -f "$stamp"

fresh=
usable || { make_venv; fresh=yes; }
echo "Installing $what and what it needs into .venv (the first time takes a minute or two)"
if ! install; then
    [ -z "$fresh" ] || { echo "Setting up .venv failed; the reason stands above." >&2; exit 1; }
    echo "The .venv that was here cannot be mended; making it anew"
    make_venv
    install
fi
"$venv_python" .ci/qt_libraries.py
echo "$state" >"$stamp"
