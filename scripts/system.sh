# shellcheck shell=bash
# What every verb needs from the machine, and how packages get installed when one is missing.

# Runs a command as root: directly, or through sudo. Says what to do by hand when neither is possible.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    die_missing "the rights to run '$*': run that as root, then start ./bmx again"
  fi
}

# Installs Debian packages, without the ones they only recommend.
install_packages() {
  command -v apt-get >/dev/null || die_missing "the packages $* (this machine has no apt; install them your way)"
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o Dpkg::Options::=--force-confold install "$@" >/dev/null
}

require_linux() {
  [[ $(uname -s) == Linux ]] || die_missing "Linux: ./bmx and the local runtime run nowhere else; elsewhere install the Aspire CLI and 'dotnet run --project BmxTiming.AppHost'"
}

require_dotnet() {
  command -v dotnet >/dev/null || die_missing ".NET SDK 10 (https://dot.net)"
  (cd "$BMX_ROOT" && dotnet --version >/dev/null 2>&1) || die_missing ".NET SDK 10: $(cd "$BMX_ROOT" && dotnet --version 2>&1 | head -n 1)"
}

require_node() {
  command -v node >/dev/null && command -v npm >/dev/null || die_missing "Node.js 20.19 or newer with npm"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    die_missing "Node.js 20.19 or newer (this is $(node --version))"
}

# A Chromium for the browser tests; exported for them as BMX_CHROMIUM.
ensure_chromium() {
  local found
  found=${BMX_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  if [[ -z $found ]]; then
    install_packages chromium
    found=$(command -v chromium) || die_missing "Chromium: set BMX_CHROMIUM to its path"
  fi
  export BMX_CHROMIUM=$found
}
