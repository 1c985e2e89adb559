# shellcheck shell=bash
# Faults at full size. The rows are tests (BmxTiming.Tests/Chaos); the gate runs a tenth of each.

run_chaos() {
  local scenario=${1:-} report='' seeds='' seed='' minutes='' kills=200 scale=1 filter
  [[ -n $scenario ]] || die_usage "chaos needs what to disturb: track, seeds or cluster"
  shift
  case $scenario in
    track) scale=10 ;;
    seeds | cluster) ;;
    *) die_usage "chaos '$scenario' is not in this version" ;;
  esac
  while [[ $# -gt 0 ]]; do
    case $scenario:$1 in
      *:--report) [[ -n ${2:-} ]] || die_usage "--report needs a file"; report=$2; shift 2 ;;
      seeds:--seed) seed=$(chaos_number "--seed" "${2:-}") || exit 2; shift 2 ;;
      cluster:--minutes) minutes=$(chaos_number "--minutes" "${2:-}") || exit 2; shift 2 ;;
      cluster:--kills) kills=$(chaos_number "--kills" "${2:-}") || exit 2; shift 2 ;;
      seeds:[0-9]*) seeds=$(chaos_number "the number of seeds" "$1") || exit 2; shift ;;
      *) die_usage "'$1' is not an option of chaos $scenario" ;;
    esac
  done
  [[ $scenario != seeds || -n $seeds$seed ]] || die_usage "chaos seeds needs a number of seeds, or --seed S"
  filter=(--filter-trait "Chaos=$scenario")
  [[ -z $seed ]] || filter=(--filter-method '*SeedTests.No_history_breaks_a_promise')
  require_linux
  require_dotnet
  ensure_nats_server
  ensure_postgres
  [[ $scenario != cluster ]] || ensure_frontend
  build_dotnet BmxTiming.Tests || die_missing "a build: BmxTiming.Tests does not compile"
  BMX_CHAOS_SCALE=$scale BMX_SEEDS=$seeds BMX_SEED=$seed BMX_CHAOS_MINUTES=$minutes BMX_CHAOS_KILLS=$kills chaos_tests "$scenario" "$report" "${filter[@]}"
}

chaos_number() {
  [[ $2 =~ ^[1-9][0-9]{0,6}$ ]] || die_usage "$1 must be a number from 1 on, not '$2'"
  printf '%s' "$2"
}

# Runs the rows, tells how far they are, and prints the table.
chaos_tests() {
  local scenario=$1 report=$2 lines log progress runner shown='' latest code=0
  shift 2
  lines=$(mktemp)
  log=$(mktemp)
  progress=$(mktemp)
  say "chaos $scenario: this takes minutes; the log is in $log"
  (cd "$BMX_ROOT" && UseAspire=false BMX_CHAOS_REPORT=$lines BMX_CHAOS_PROGRESS=$progress exec dotnet test --project BmxTiming.Tests \
    --no-ansi --no-progress --no-build -c "$BMX_CONFIGURATION" "$@") >"$log" 2>&1 &
  runner=$!
  while kill -0 "$runner" 2>/dev/null; do
    latest=$(tail -n 1 "$progress")
    [[ -z $latest || $latest == "$shown" ]] || say "$latest"
    shown=$latest
    sleep 2
  done
  wait "$runner" || code=$?
  print_chaos_table "$lines"
  [[ -z $report ]] || cp "$lines" "$report"
  rm -f "$lines" "$progress"
  if [[ $code != 0 ]]; then
    grep -A 40 '^failed ' "$log" >&2 || tail -n 40 "$log" >&2
    exit 1
  fi
  rm -f "$log"
}

# Lines of JSON → a table, rows in the order of the catalogue.
print_chaos_table() {
  awk 'BEGIN { printf "%-12s %-46s %10s %9s  %s\n", "row", "fault", "cases", "failures", "measured" }' /dev/null
  sed -E 's/^\{"row":"([^"]*)","fault":"([^"]*)","cases":([0-9]+),"failures":([0-9]+),"figures":"([^"]*)".*/\1\t\2\t\3\t\4\t\5/' "$1" | sort -V |
    awk -F'\t' '{ printf "%-12s %-46s %10d %9d  %s\n", $1, $2, $3, $4, $5; cases += $3; failures += $4 } END { printf "%-12s %-46s %10d %9d\n", "all", "", cases, failures }'
}
