# shellcheck shell=bash
# Figures as ratios to a baseline of the same run.

run_bench() {
  require_linux
  require_dotnet
  ensure_nats_server
  (cd "$BMX_ROOT" && dotnet build bench/BmxTiming.Bench -c Release -p:UseAspire=false --disable-build-servers -v quiet) >&2 || die_missing "a build: bench/BmxTiming.Bench does not compile"
  exec dotnet "$BMX_ROOT/bench/BmxTiming.Bench/bin/Release/net10.0/BmxTiming.Bench.dll" "$@"
}
