#!/usr/bin/env bash
# Tests on a recent LAMMPS, which few distributions install: built here from the source package of a later release of
# the distribution, kept in a cache folder, and used from there ever after.
set -eu -o pipefail

usage() {
  cat <<'END_USAGE'
Usage: recent.sh lammps | in_tree | styles BUILD [CMAKE-OPTION...]

  lammps   get and build it, once (3 to 5 minutes on two cores); prints where it is
  in_tree  build LAMMPS with this package inside (2 to 4 minutes the first time)
  styles   build this package for it in BUILD, and run the tests of the styles and of the ways into LAMMPS

ELECTROPULSE_RECENT  the release of the distribution to take it from (trixie)
ELECTROPULSE_CACHE   where it is kept (${XDG_CACHE_HOME:-~/.cache}/electropulse)

Exit status 77: it cannot be had on this machine; the last line says why.
END_USAGE
}

suite=${ELECTROPULSE_RECENT:-trixie}
cache=${ELECTROPULSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/electropulse}
folder=$cache/lammps-$suite
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
jobs=$(getconf _NPROCESSORS_ONLN)

# PLUGIN, and the packages that examples use; nothing that is to be downloaded.
settings='-DCMAKE_BUILD_TYPE=Release
-DCMAKE_CXX_FLAGS_RELEASE=-O1
-DCMAKE_INSTALL_LIBDIR=lib
-DLAMMPS_INSTALL_RPATH=ON
-DBUILD_SHARED_LIBS=ON
-DBUILD_MPI=ON
-DBUILD_OMP=ON
-DBUILD_TOOLS=OFF
-DDOWNLOAD_POTENTIALS=OFF
-DWITH_CURL=OFF
-DWITH_JPEG=OFF
-DWITH_PNG=OFF
-DPKG_MANYBODY=ON
-DPKG_PLUGIN=ON
-DPKG_OPENMP=ON
-DPKG_OPT=ON
-DPKG_EXTRA-FIX=ON
-DPKG_EXTRA-COMPUTE=ON'

say() { printf '%s\n' "$*"; }
die() {
  say "recent.sh: $*" >&2
  exit 1
}
skip() {
  say "skipped: $*"
  exit 77
}

# The machine's own source of packages, turned to source packages of the suite: no other host is asked.
apt_source() {
  local codename file entry
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  [ -n "$codename" ] || return 1
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] || continue
    entry=$(awk -v RS='' -v own="$codename" -v suite="$suite" '
      $0 ~ "(^|\n)Types:[^\n]*deb" && $0 ~ "(^|\n)Suites:[^\n]*[ \t]" own "([ \t\n]|$)" {
        sub(/Types:[^\n]*/, "Types: deb-src")
        sub(/Suites:[^\n]*/, "Suites: " suite)
        print
        exit
      }' "$file")
    if [ -n "$entry" ]; then
      say "$entry" >"$work/suite.sources"
      return 0
    fi
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] || continue
    entry=$(sed -n "s/^deb \(.*\) $codename \(.*\)/deb-src \1 $suite \2/p" "$file" | head -n 1)
    if [ -n "$entry" ]; then
      say "$entry" >"$work/suite.list"
      return 0
    fi
  done
  return 1
}

get_source() {
  local list options version tarball
  command -v apt-get >/dev/null || skip "no apt-get on this machine"
  mkdir -p "$work/lists/partial" "$work/apt/archives/partial" "$work/source"
  apt_source || skip "apt's own entry for this release was not found, so that none can be made for $suite"
  list=$(echo "$work"/suite.*)
  options=(-q -o "Dir::Etc::SourceList=$list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/apt" -o "APT::Sandbox::User=$(id -un)"
    -o Debug::NoLocking=1 -o Acquire::Retries=3)
  apt-get "${options[@]}" update >"$work/log" 2>&1 || true
  # Named, or apt-get takes the version of the installed package.
  version=$(apt-cache "${options[@]}" showsrc lammps 2>>"$work/log" | sed -n 's/^Version: //p' | sort -V | tail -n 1)
  # The tarball is all that is needed. apt-get says by its status that some other part is missing.
  (cd "$work" && apt-get "${options[@]}" source --download-only --tar-only "lammps=$version") >>"$work/log" 2>&1 || true
  tarball=$(find "$work" -maxdepth 1 -name 'lammps_*.orig.tar.*' ! -name '*.asc' | head -n 1)
  if [ -z "$tarball" ]; then
    tail -n 5 "$work/log"
    skip "apt cannot get the source package of LAMMPS from $suite"
  fi
  say "Unpacking ${tarball##*/}"
  (cd "$work/source" && cmake -E tar xf "$tarball")
  rm -f "$tarball"
}

# The top folder of the unpacked tree: some tarballs have one, some have none.
source_of() {
  local found
  found=$(find "$1" -maxdepth 3 -path '*/cmake/CMakeLists.txt' | head -n 1)
  [ -n "$found" ] || die "$1 holds no source tree of LAMMPS"
  dirname -- "$(dirname -- "$found")"
}

build() {
  cmake --build "$1" --parallel "$jobs" "${@:2}" >>"$folder/log" 2>&1 && return
  grep -n -m 5 -i -A 5 'error' "$folder/log" || tail -n 40 "$folder/log"
  die "the build in $1 failed; see $folder/log"
}

configure() {
  cmake "$@" >>"$folder/log" 2>&1 && return
  tail -n 40 "$folder/log"
  die "cmake failed; see $folder/log"
}

# One process at a time makes or changes what is in the cache.
lock() {
  mkdir -p "$cache" || skip "the cache folder $cache cannot be made"
  exec 9>"$folder.lock"
  flock 9
}

lammps() {
  local work source
  if [ "$(cat "$folder/settings" 2>/dev/null)" != "$settings" ]; then
    rm -rf "$folder"
    work=$folder
    mkdir -p "$work"
    get_source
    source=$(source_of "$folder/source")
    say "Building LAMMPS (3 to 5 minutes on two cores)"
    # shellcheck disable=SC2086 # one word per option
    configure -S "$source/cmake" -B "$folder/build" $settings "-DCMAKE_INSTALL_PREFIX=$folder/install"
    build "$folder/build"
    build "$folder/build" --target install
    rm -rf "$folder/build"
    say "$settings" >"$folder/settings"
  fi
  say "$(sed -n 's/.*LAMMPS_VERSION "\(.*\)".*/LAMMPS \1/p' "$(source_of "$folder/source")/src/version.h"): $folder/install"
}

in_tree() {
  local source
  lammps
  source=$(source_of "$folder/source")
  # A folder of its own, since every file is compiled again; without packages, which the styles do not need.
  configure -S "$source/cmake" -B "$folder/in_tree" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O1 \
    -DBUILD_MPI=ON -DBUILD_OMP=OFF -DDOWNLOAD_POTENTIALS=OFF -DWITH_CURL=OFF -DWITH_JPEG=OFF -DWITH_PNG=OFF \
    "-DCMAKE_PROJECT_lammps_INCLUDE=$root/cmake/inject.cmake"
  build "$folder/in_tree"
  say "With this package inside: $folder/in_tree/lmp"
}

styles() {
  local build=$1
  local said=$build/tests.log
  shift
  lammps
  configure -S "$root" -B "$build" "-DCMAKE_PREFIX_PATH=$folder/install" \
    "-DLAMMPS_EXECUTABLE=$folder/install/bin/lmp" "-DELECTROPULSE_IN_TREE_LMP=$folder/in_tree/lmp" \
    "-DELECTROPULSE_LAMMPS_PYTHON=$(source_of "$folder/source")/python" -DELECTROPULSE_TEST_RECENT=OFF "$@"
  build "$build"
  ctest --test-dir "$build" -L styles -E 4_ranks --output-on-failure --no-tests=error 2>&1 | tee "$said"
  # This LAMMPS has every way in: a test that was skipped was not meant to be.
  if grep -q '\*\*\*Skipped' "$said"; then
    skip "some tests on it: $(sed -n 's/.*Test *#[0-9]*: \([^ ]*\) .*\*\*\*Skipped.*/\1/p' "$said" | paste -sd ' ')"
  fi
}

case ${1:-} in
  lammps | in_tree)
    lock
    "$1"
    ;;
  styles)
    [ $# -ge 2 ] || { usage >&2; exit 2; }
    lock
    styles "${@:2}"
    ;;
  -h | --help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
