#!/usr/bin/env bash
# BmxTiming's one command: install what is missing, start, stop, look, test. `./bmx help` lists the verbs.
# Exit codes: 0 good, 1 a finding (a test failed, the stack is not well), 2 usage or a missing part (named), 3 refused.
set -euo pipefail

BMX_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
export BMX_ROOT DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_TELEMETRY_OPTOUT=1

say() { printf 'bmx: %s\n' "$*" >&2; }
die_usage() { say "$*"; say "./bmx help lists the verbs"; exit 2; }
die_missing() { say "missing: $*"; exit 2; }

for part in system nats-server postgres frontend build stack test chaos bench; do
  # shellcheck source=/dev/null
  source "$BMX_ROOT/scripts/$part.sh"
done

help_text() {
  cat <<'HELP'
./bmx up [--tracks N] [--speed X] [--port P] [--state DIR] [--topology roles|single|stores] [--detach]
         start stores, server and simulated tracks; installs what is missing. --detach returns when all is healthy
./bmx down [--state DIR]      stop the stack; its data stays
./bmx status [--state DIR]    what runs, where, and how well (1 when it does not run or is not well)
./bmx dev [same options as up, without --topology and --detach]
         as up, in one process that reloads when a source file changes, with the pages served by Vite
./bmx test [FILTER] [--full]  build and run the tests whose name contains FILTER; --full adds the long ones
./bmx chaos track [--report FILE]
         inject every fault of the track's catalogue at full size; prints row, cases, failures (1 when one failed)
./bmx chaos seeds N [--report FILE]
         run N random histories of one track under virtual time, every part of it dying, lying and losing messages, and find
         six planted bugs; prints promise, seeds, violations. --seed S instead of N tells the whole history of one seed
./bmx chaos cluster [--minutes M] [--kills N] [--report FILE]
         inject the server's catalogue into the real processes of a running stack, then faults in any order for M minutes, then
         kill N processes of the whole stack at random (200) while eight tracks race
./bmx bench [NAME] [--json FILE]
         measure against baselines of the same run; NAME picks the rows that contain it (1 when a bar does not hold)
./bmx help                    this text

Exit codes: 0 good, 1 a finding, 2 usage or a missing part (named), 3 refused.
HELP
}

verb=${1:-help}
[[ $# -gt 0 ]] && shift
case $verb in
  up) stack_up "$@" ;;
  down) stack_down "$@" ;;
  status) stack_status "$@" ;;
  dev) stack_dev "$@" ;;
  test) run_tests "$@" ;;
  help | -h | --help) help_text ;;
  chaos) run_chaos "$@" ;;
  bench) run_bench "$@" ;;
  fuzz | soak) die_usage "'$verb' is not in this version" ;;
  *) die_usage "'$verb' is not a verb" ;;
esac
