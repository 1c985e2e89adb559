# shellcheck shell=bash
# All tests of all languages, and one last line that sums them up: N passed, N failed[, N skipped].

passed=0 failed=0 skipped=0
# What failed, said again at the end: whoever reads only the tail of a long run must see it.
failures=''

# Adds the counts of one runner; a runner that ended badly without naming a failure counts as one.
add_counts() {
  local name=$1 code=$2 p=$3 f=$4 s=$5
  if [[ $code != 0 && $f == 0 ]]; then
    say "$name ended with $code and named no failed test"
    f=1
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

finish_tests() {
  [[ -z $failures ]] || printf '\nWhat failed:\n%s\n' "$failures"
  printf '%d passed, %d failed' "$passed" "$failed"
  [[ $skipped == 0 ]] || printf ', %d skipped' "$skipped"
  printf '\n'
  [[ $failed == 0 ]] || exit 1
  exit 0
}

run_tests() {
  local filter='' full=false argument
  for argument in "$@"; do
    case $argument in
      --full) full=true ;;
      -*) die_usage "'$argument' is not an option of test" ;;
      *) [[ -z $filter ]] || die_usage "test takes one FILTER"; filter=$argument ;;
    esac
  done
  require_linux
  require_dotnet
  ensure_nats_server
  ensure_postgres
  local with_frontend=false
  if [[ -f $FRONTEND/package.json ]]; then
    with_frontend=true
    ensure_frontend
    ensure_chromium
  fi
  if ! build_dotnet BmxTiming.sln; then
    add_counts build 1 0 0 0
    finish_tests
  fi
  if [[ $with_frontend == true ]]; then
    [[ -n $filter ]] || check_frontend
    run_vitest "$filter"
  fi
  run_dotnet_tests "$filter" "$full"
  [[ $with_frontend == false || ! -f $FRONTEND/playwright.config.ts ]] || run_playwright "$filter"
  finish_tests
}

# The counts stand after the closing line; `error:` is a crashed test program.
run_dotnet_tests() {
  local filter=$1 full=$2 log code=0 counts
  # Most tests wait for real programs most of the time: three at once keep two cores busy.
  local options=(--no-ansi --no-progress --no-build -c "$BMX_CONFIGURATION" --max-threads 3)
  [[ -z $filter ]] || options+=(--filter-method "*$filter*")
  [[ $full == true ]] || options+=(--filter-not-trait "Category=Full")
  log=$(mktemp)
  # Programs that live for seconds never earn back the time in which the compiler counts their branches.
  (cd "$BMX_ROOT" && UseAspire=false DOTNET_TieredPGO=0 dotnet test --project BmxTiming.Tests "${options[@]}") 2>&1 | tee "$log" || code=$?
  # 8: no test matched, which a filter may do (the name may be another language's).
  [[ $code != 8 || -z $filter ]] || code=0
  counts=$(awk '/^Test run summary:/{s=1;next} s&&/^ *failed: /{f=$2} s&&/^ *succeeded: /{p=$2} s&&/^ *skipped: /{k=$2} s&&/^ *error: /{e=$2}
    END{printf "%d %d %d", p, f+e, k}' "$log")
  # Name, message and stack of each; what the program wrote besides stands above.
  failures+=$(awk '/^failed /{on=1;n=0} /^(passed|skipped) /||/^ *(Standard|Error) output/||/^Test run summary:/{on=0} on&&n++<30' "$log")
  rm -f "$log"
  # shellcheck disable=SC2086
  add_counts 'dotnet test' "$code" $counts
}

# Types, style and size budgets of the pages; each counts as one test.
check_frontend() {
  local check
  for check in check lint budget; do
    if (cd "$FRONTEND" && npm run --silent "$check"); then
      add_counts "frontend $check" 0 1 0 0
    else
      add_counts "frontend $check" 1 0 1 0
    fi
  done
}

run_vitest() {
  local filter=$1 report code=0 counts
  [[ -x $FRONTEND/node_modules/.bin/vitest ]] || return 0
  report=$(mktemp)
  (cd "$FRONTEND" && ./node_modules/.bin/vitest run --passWithNoTests --reporter=default --reporter=json --outputFile.json="$report" ${filter:+"$filter"}) || code=$?
  counts=$(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8") || "{}");
    console.log(r.numPassedTests ?? 0, r.numFailedTests ?? 0, (r.numPendingTests ?? 0) + (r.numTodoTests ?? 0))' "$report" 2>/dev/null) || counts='0 0 0'
  rm -f "$report"
  # shellcheck disable=SC2086
  add_counts vitest "$code" $counts
}

run_playwright() {
  local filter=$1 report code=0 counts
  report=$(mktemp)
  (cd "$FRONTEND" && PLAYWRIGHT_JSON_OUTPUT_NAME=$report ./node_modules/.bin/playwright test --pass-with-no-tests --reporter=line,json ${filter:+--grep "$filter"}) || code=$?
  counts=$(node -e 'const s = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8") || "{}").stats ?? {};
    console.log(s.expected ?? 0, (s.unexpected ?? 0) + (s.flaky ?? 0), s.skipped ?? 0)' "$report" 2>/dev/null) || counts='0 0 0'
  rm -f "$report"
  # shellcheck disable=SC2086
  add_counts playwright "$code" $counts
}
