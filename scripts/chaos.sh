# shellcheck shell=bash
# Faults at full size. The rows are tests (BmxTiming.Tests/Chaos); the gate runs a tenth of each.

run_chaos() {
  local scenario=${1:-} report='' code=0
  [[ -n $scenario ]] || die_usage "chaos needs what to disturb: track"
  shift
  [[ $scenario == track ]] || die_usage "chaos '$scenario' is not in this version"
  while [[ $# -gt 0 ]]; do
    case $1 in
      --report) [[ -n ${2:-} ]] || die_usage "--report needs a file"; report=$2; shift 2 ;;
      *) die_usage "'$1' is not an option of chaos" ;;
    esac
  done
  require_linux
  require_dotnet
  ensure_nats_server
  ensure_postgres
  build_dotnet BmxTiming.Tests || die_missing "a build: BmxTiming.Tests does not compile"
  local lines log
  lines=$(mktemp)
  log=$(mktemp)
  say "chaos $scenario: this takes minutes; the log is in $log"
  (cd "$BMX_ROOT" && UseAspire=false BMX_CHAOS_SCALE=10 BMX_CHAOS_REPORT=$lines dotnet test --project BmxTiming.Tests --no-ansi --no-progress --no-build \
    -c "$BMX_CONFIGURATION" --filter-trait "Chaos=$scenario") >"$log" 2>&1 || code=$?
  print_chaos_table "$lines"
  [[ -z $report ]] || cp "$lines" "$report"
  rm -f "$lines"
  if [[ $code != 0 ]]; then
    grep -A 12 '^failed ' "$log" >&2 || tail -n 40 "$log" >&2
    exit 1
  fi
  rm -f "$log"
}

# Lines of JSON → a table, rows in the order of the catalogue.
print_chaos_table() {
  awk 'BEGIN { printf "%-5s %-46s %10s %9s  %s\n", "row", "fault", "cases", "failures", "measured" }' /dev/null
  sed -E 's/^\{"row":"([^"]*)","fault":"([^"]*)","cases":([0-9]+),"failures":([0-9]+),"figures":"([^"]*)".*/\1\t\2\t\3\t\4\t\5/' "$1" | sort -n |
    awk -F'\t' '{ printf "%-5s %-46s %10d %9d  %s\n", $1, $2, $3, $4, $5; cases += $3; failures += $4 } END { printf "%-5s %-46s %10d %9d\n", "all", "", cases, failures }'
}
