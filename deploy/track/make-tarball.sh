#!/usr/bin/env bash
# Publishes the track client as one self-contained file a platform, and packs it with everything the laptop at the track needs.
#
#   deploy/track/make-tarball.sh [--out DIR] [linux-x64] [linux-arm64]      both platforms, into artifacts/track, when nothing is said
#
# The lock files of the tree stay as they are: a runtime identifier adds packages to the graph, so this publish keeps a lock of its own.
# Exit codes: 0 packed, 2 usage or a missing part (named).
set -euo pipefail

fail() { printf 'make-tarball: %s\n' "$*" >&2; exit 2; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
out=$root/artifacts/track
platforms=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --out) [[ -n ${2:-} ]] || fail "--out needs a directory"; out=$2; shift 2 ;;
    linux-x64 | linux-arm64) platforms+=("$1"); shift ;;
    *) fail "'$1' is neither linux-x64 nor linux-arm64 nor --out DIR" ;;
  esac
done
[[ ${#platforms[@]} -gt 0 ]] || platforms=(linux-x64 linux-arm64)
command -v dotnet >/dev/null || fail "missing: the .NET SDK"

version=$(git -C "$root" describe --tags --always --dirty 2>/dev/null || echo unknown)
epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 0)
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for platform in "${platforms[@]}"; do
  name=bmxtiming-track-$version-$platform
  stage=$work/$name
  # An output and intermediate folder of its own: builds of the tree are neither used nor disturbed.
  dotnet publish "$root/BmxTiming.TrackClient" -c Release -r "$platform" --self-contained -v quiet --disable-build-servers \
    -p:UseAspire=false -p:PublishSingleFile=true -p:DebugType=none -p:RestoreLockedMode=false \
    -p:InformationalVersion="$version" -p:IncludeSourceRevisionInInformationalVersion=false \
    -p:NuGetLockFilePath=obj/release.lock.json -p:BaseIntermediateOutputPath=obj/release/ -p:BaseOutputPath=bin/release/ \
    -o "$stage"
  # What single-file publishing leaves beside the program is for debuggers.
  find "$stage" -type f ! -name BmxTiming.TrackClient -delete
  [[ -x $stage/BmxTiming.TrackClient ]] || fail "the publish left no program"
  printf '%s\n' "$version" >"$stage/VERSION"
  install -m 0755 "$root/deploy/track/install.sh" "$stage/install.sh"
  install -m 0644 "$root/deploy/track/bmxtiming-track.service" "$root/deploy/track/track.env.example" "$root/deploy/track/README.md" "$root/LICENSE" "$stage/"
  # The same input gives the same bytes: order, owner and times do not depend on this machine.
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -C "$work" -cf - "$name" | gzip -n >"$out/$name.tar.gz"
  (cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
  printf '%s\n' "$out/$name.tar.gz"
done
