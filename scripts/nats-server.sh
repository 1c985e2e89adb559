# shellcheck shell=bash
# Finds a nats-server that is new enough, or fetches one into .tools/ without touching the system.
#
# Debian 12's own nats-server (2.9) must never be used: it silently ignores `filter_subjects`, so a reader of one track
# gets every track, and it rejects `sync_interval`, so acknowledged would not mean durable.
#
# Overrides: BMX_NATS_SERVER (path of a binary), BMX_NATS_SUITES (Debian suites, in order of preference), BMX_NATS_MIN (oldest version).

NATS_MIN=${BMX_NATS_MIN:-2.10.27}
NATS_SUITES=${BMX_NATS_SUITES:-forky sid trixie}

# Prints the version of a nats-server binary, nothing when it does not run.
nats_version() {
  "$1" --version 2>/dev/null | sed -n 's/^nats-server: v\([0-9][0-9.]*\).*/\1/p'
}

# True when version $1 is at least $2.
version_at_least() {
  [[ -n $1 && $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

# Prints the path of a usable nats-server: the override, ours, or the machine's. Fails when there is none.
find_nats_server() {
  if [[ -n ${BMX_NATS_SERVER:-} ]]; then
    version_at_least "$(nats_version "$BMX_NATS_SERVER")" "$NATS_MIN" || return 1
    printf '%s\n' "$BMX_NATS_SERVER"
    return
  fi
  local candidate
  for candidate in "$BMX_ROOT/.tools/nats-server" "$(command -v nats-server || true)" /usr/sbin/nats-server; do
    if [[ -x $candidate ]] && version_at_least "$(nats_version "$candidate")" "$NATS_MIN"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# Makes sure that a usable nats-server exists and exports BMX_NATS_SERVER.
ensure_nats_server() {
  local found suite
  if found=$(find_nats_server); then
    export BMX_NATS_SERVER=$found
    return
  fi
  if [[ -n ${BMX_NATS_SERVER:-} ]]; then
    die_missing "BMX_NATS_SERVER=$BMX_NATS_SERVER is not a nats-server of at least $NATS_MIN"
  fi
  command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
    die_missing "nats-server $NATS_MIN or newer: install it and set BMX_NATS_SERVER to its path (this machine has no apt to fetch it with)"
  for suite in $NATS_SUITES; do
    say "fetching nats-server from Debian $suite into .tools/"
    if fetch_nats_server "$suite"; then
      export BMX_NATS_SERVER=$BMX_ROOT/.tools/nats-server
      say "nats-server $(nats_version "$BMX_NATS_SERVER")"
      return
    fi
  done
  die_missing "nats-server $NATS_MIN or newer: none of the Debian suites '$NATS_SUITES' gave one; set BMX_NATS_SERVER to the path of your own"
}

# The archive this machine already uses, as apt itself resolves it (one-line and deb822 sources alike).
debian_mirror() {
  local mirror
  mirror=$(apt-get update --print-uris 2>/dev/null |
    sed -n "s|^'\(.*\)/dists/[^']*/InRelease'.*|\1|p" | grep -v -e security | grep -m 1 -e '/debian/*$') ||
    mirror=http://deb.debian.org/debian
  printf '%s\n' "$mirror"
}

# Takes one suite's nats-server through an apt state of our own: own source list, lists and cache; nothing in /etc changes.
fetch_nats_server() {
  local suite=$1 state=$BMX_ROOT/.tools/apt
  rm -rf "$state"
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/download" "$state/unpacked"
  : >"$state/status"
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$(debian_mirror)" "$suite" >"$state/sources.list"
  cat >"$state/apt.conf" <<CONF
Dir::Etc::sourcelist "$state/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-";
Dir::Etc::preferencesparts "-";
Dir::State "$state";
Dir::State::lists "$state/lists";
Dir::State::status "$state/status";
Dir::Cache "$state/cache";
Acquire::Languages "none";
APT::Sandbox::User "root";
CONF
  if ! (
    export APT_CONFIG=$state/apt.conf
    cd "$state/download" &&
      apt-get -q -o APT::Update::Error-Mode=any update &&
      apt-get -q download nats-server &&
      dpkg -x ./*.deb "$state/unpacked"
  ) >"$state/log" 2>&1; then
    say "  not from $suite: $(grep -m 1 -E '^(E|W):' "$state/log" || tail -n 1 "$state/log")"
    return 1
  fi
  local binary version
  binary=$(find "$state/unpacked" -type f -name nats-server -perm -u+x | head -n 1)
  version=$(nats_version "$binary")
  if ! version_at_least "$version" "$NATS_MIN"; then
    say "  not from $suite: version '${version:-does not run here}' is older than $NATS_MIN"
    return 1
  fi
  # Copied beside and renamed: a second run of this script never sees half a binary.
  cp "$binary" "$BMX_ROOT/.tools/nats-server.new"
  mv -f "$BMX_ROOT/.tools/nats-server.new" "$BMX_ROOT/.tools/nats-server"
  rm -rf "$state"
}
