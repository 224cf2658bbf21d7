#!/usr/bin/env bash
set -eu

usage() {
  cat <<'END'
Usage: ./quickstart.sh [demo | build | test | --help]

  demo    (default) set up and run the gold demo; the picture is build/demo/au_itb.png
  build   set up only
  test    set up and run all tests

Set-up installs the missing packages with apt-get, configures, and builds into build/. The output
of apt-get and cmake is in build/quickstart.log.

ELECTROPULSE_NO_INSTALL=1 installs nothing and builds with what is there.
END
}

# Debian's and Ubuntu's names, and what each is for.
packages='
cmake              configures the build
make               runs the build
gcc                C compiler
g++                C++ compiler
pkg-config         finds cairo, GSL and jansson
libopenmpi-dev     MPI: headers and compiler wrappers
openmpi-bin        MPI: mpirun
lammps             LAMMPS: program, and reference in the tests
liblammps-dev      LAMMPS: library and headers
openkim-models     published EAM potentials
libfftw3-dev       FFTW: Fourier transforms
librandom123-dev   Random123: random numbers
libcairo2-dev      cairo: PNG and SVG pictures
libgsl-dev         GSL: statistics
libjansson-dev     jansson: JSON
libmd-dev          libmd: checksums
libgtest-dev       GoogleTest: the tests
python3            Python: the test of the styles in it
'

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=$root/build
log=$build/quickstart.log

say() { printf '%s\n' "$*"; }
die() {
  say "quickstart.sh: $*" >&2
  exit 1
}

name_packages() { say "Packages, as Debian and Ubuntu name them:$packages"; }

# Run a command with its output in the log; when it fails, show the end of it.
logged() {
  say "+ $*" >>"$log"
  "$@" >>"$log" 2>&1 && return
  tail -n 40 "$log" >&2
  return 1
}

missing_packages() {
  local names installed name
  names=$(awk 'NF { print $1 }' <<<"$packages")
  # shellcheck disable=SC2086,SC2016 # one word per package; dpkg-query expands the format
  installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $names 2>/dev/null || true)
  for name in $names; do
    grep -qxF "$name installed" <<<"$installed" || say "$name"
  done
}

install_packages() {
  local missing as_root=''
  missing=$(missing_packages | paste -sd ' ' -)
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "cannot install packages: not root, and there is no sudo. Ask for
  apt-get install --no-install-recommends $missing
or set ELECTROPULSE_NO_INSTALL=1 to build with what is there."
    as_root=sudo
  fi
  say "Installing $(wc -w <<<"$missing") packages: $missing"
  # shellcheck disable=SC2086 # one word per package
  set -- $as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300
  # shellcheck disable=SC2086
  "$@" install --no-install-recommends $missing >>"$log" 2>&1 && return
  say "Refreshing apt's package lists, and trying again"
  "$@" update >>"$log" 2>&1 || true # one broken source must not stop the others
  # shellcheck disable=SC2086
  logged "$@" install --no-install-recommends $missing ||
    die "could not install $missing; see $log"
}

# Where nothing is installed: these programs must be there; the rest is cmake's to find.
require_programs() {
  local program absent=''
  for program in cmake pkg-config mpicxx mpirun; do
    command -v "$program" >/dev/null || absent="$absent $program"
  done
  [ -z "$absent" ] || die "not found:$absent. Nothing is installed from here ($1).
$(name_packages)"
}

set_up() {
  local installs=yes why=''
  mkdir -p "$build"
  : >"$log"
  if [ "${ELECTROPULSE_NO_INSTALL:-0}" != 0 ]; then
    installs=no why='ELECTROPULSE_NO_INSTALL is set'
  elif ! command -v apt-get >/dev/null; then
    installs=no why='no apt-get on this machine'
  fi
  if [ $installs = yes ]; then
    install_packages
  else
    require_programs "$why"
  fi

  if [ ! -f "$build/Makefile" ] && [ ! -f "$build/build.ninja" ]; then
    say "Configuring"
    if ! logged cmake -S "$root" -B "$build"; then
      [ $installs = yes ] || name_packages >&2
      die "cmake could not configure the build; see $log"
    fi
  fi
  if [ -x "$build/bin/lmp-electropulse" ]; then
    say "Building what changed"
  else
    say "Building (about 1 minute)"
  fi
  logged cmake --build "$build" --parallel "$(getconf _NPROCESSORS_ONLN)" ||
    die "the build failed; see $log"
}

[ $# -le 1 ] || { usage >&2; exit 2; }
case ${1:-demo} in
  demo)
    set_up
    say "Running the gold demo (about 3 minutes)"
    "$root/examples/au_itb/run"
    [ -s "$build/demo/au_itb.png" ] || die "the demo left no picture at $build/demo/au_itb.png"
    say "Picture: $build/demo/au_itb.png"
    ;;
  build) set_up ;;
  test)
    set_up
    say "Testing (the first time with 5 to 10 minutes more, for a recent LAMMPS)"
    cd -- "$build"
    exec ctest --output-on-failure --no-tests=error
    ;;
  -h | --help | help) usage ;;
  *)
    say "quickstart.sh: unknown argument '$1'" >&2
    usage >&2
    exit 2
    ;;
esac
