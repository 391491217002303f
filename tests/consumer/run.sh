#!/bin/sh
# run.sh CMAKE BUILD: installs the build BUILD into a folder of its own, looks whether all is there, and builds and
# runs the project beside this script against it.
set -eu
cmake=$1
build=$2
project=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/prefix" > "$work/installed"
for file in bin/vnidx libexec/vnidx/vnidx-full include/vnidx/search.h share/man/man1/vnidx.1 share/doc/vnidx/LICENSE \
    share/bash-completion/completions/vnidx share/zsh/site-functions/_vnidx \
    share/fish/vendor_completions.d/vnidx.fish; do
  [ -s "$work/prefix/$file" ] || { echo "not installed: $file" >&2; exit 1; }
done

"$cmake" -G Ninja -S "$project" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Release
"$cmake" --build "$work/build"
"$work/build/consumer" "$work/index"
"$work/prefix/bin/vnidx" --index "$work/index" search --format count 'phòng khám' --org 'Sở Y tế' | grep -qx 1
