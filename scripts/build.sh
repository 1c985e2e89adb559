# shellcheck shell=bash
# The .NET side. ./bmx always means the local runtime, also where the Aspire CLI is installed.

BMX_CONFIGURATION=${BMX_CONFIGURATION:-Debug}
APPHOST=$BMX_ROOT/BmxTiming.AppHost/bin/$BMX_CONFIGURATION/net10.0/BmxTiming.AppHost.dll

# Builds a project or the solution. Build servers are not left behind: `down` promises that nothing is.
build_dotnet() {
  say "building $1"
  local log
  log=$(mktemp)
  if ! (cd "$BMX_ROOT" && dotnet build "$1" -c "$BMX_CONFIGURATION" -p:UseAspire=false --disable-build-servers -v quiet) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
