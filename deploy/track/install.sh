#!/usr/bin/env bash
# Installs the track gateway from the unpacked tarball, or replaces an older version. Run it as often as you like: configuration, token
# and spool are never overwritten, and without a complete configuration nothing is started.
#
#   sudo ./install.sh [--root DIR]     --root: install below DIR and leave systemd alone (for images and tests)
#
# Exit codes: 0 installed, 2 usage or a missing part (named).
set -euo pipefail

say() { printf 'install: %s\n' "$*"; }
fail() { printf 'install: %s\n' "$*" >&2; exit 2; }

root=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --root) [[ -n ${2:-} ]] || fail "--root needs a directory"; root=${2%/}; shift 2 ;;
    *) fail "'$1' is not an option; there is only --root DIR" ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
program=$here/BmxTiming.TrackClient
[[ -x $program ]] || fail "$program is missing: run this from the unpacked tarball"
[[ -n $root || $(id -u) == 0 ]] || fail "must run as root"
version=$(cat "$here/VERSION")

home=$root/opt/bmxtiming-track
config=$root/etc/bmxtiming-track
units=$root/etc/systemd/system

# The new version stands beside the old one, and one rename switches: a power cut leaves either, whole.
release=$home/releases/$version
install -d -m 0755 "$home/releases" "$units"
install -d -m 0750 "$config"
rm -rf "$release.new"
install -d -m 0755 "$release.new"
install -m 0755 "$program" "$release.new/BmxTiming.TrackClient"
install -m 0644 "$here/VERSION" "$release.new/VERSION"
rm -rf "$release"
mv "$release.new" "$release"
ln -sfn "releases/$version" "$home/current.new"
mv -T "$home/current.new" "$home/current"
install -m 0644 "$here/README.md" "$home/README.md"
install -m 0644 "$here/bmxtiming-track.service" "$units/bmxtiming-track.service"
say "version $version is in $home"

if [[ -e $config/track.env ]]; then
  say "$config/track.env is kept as it is"
else
  install -m 0640 "$here/track.env.example" "$config/track.env"
  say "wrote $config/track.env: set the track, the decoder and the server there"
fi

[[ -z $root ]] || exit 0

systemctl daemon-reload
systemctl enable --quiet bmxtiming-track.service
if [[ ! -s $config/token ]]; then
  say "not started: put the gateway's token into $config/token (chmod 600), then: systemctl start bmxtiming-track"
elif cmp -s "$here/track.env.example" "$config/track.env"; then
  say "not started: $config/track.env still is the example; set it, then: systemctl start bmxtiming-track"
else
  systemctl restart bmxtiming-track.service
  say "started; open http://127.0.0.1:8403/ or run: $home/current/BmxTiming.TrackClient status"
fi
