# shellcheck shell=bash
# Figures as ratios to a baseline of the same run.

run_bench() {
  require_linux
  require_dotnet
  ensure_nats_server
  BMX_CONFIGURATION=Release build_dotnet bench/BmxTiming.Bench || die_missing "a build: bench/BmxTiming.Bench does not compile"
  exec dotnet "$BMX_ROOT/bench/BmxTiming.Bench/bin/Release/net10.0/BmxTiming.Bench.dll" "$@"
}
