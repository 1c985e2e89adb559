# shellcheck shell=bash
# up, down, status, dev: around the AppHost, which does the work.

# Must agree with StateDirectory.DefaultPath of the AppHost; a test compares the two.
default_state() {
  local hash
  hash=$(printf %s "$BMX_ROOT" | sha256sum | cut -c 1-12)
  if [[ $(id -u) == 0 ]]; then
    printf '/var/tmp/bmxtiming/%s\n' "$hash"
  else
    printf '%s/.local/share/bmxtiming/%s\n' "$HOME" "$hash"
  fi
}

# Reads the options of up, dev, down and status into state, detach and apphost_args.
parse_stack_options() {
  local verb=$1 allowed=$2
  shift 2
  state=$(default_state)
  detach=false
  apphost_args=()
  while [[ $# -gt 0 ]]; do
    local option=$1
    [[ " $allowed " == *" $option "* ]] || die_usage "'$option' is not an option of $verb"
    shift
    if [[ $option == --detach ]]; then
      detach=true
      continue
    fi
    [[ $# -gt 0 && -n $1 && $1 != --* ]] || die_usage "$option needs a value"
    case $option in
      --state) state=$(realpath -m -- "$1") ;;
      --tracks) apphost_args+=("--Stack:Tracks=$1") ;;
      --speed) apphost_args+=("--Stack:Speed=$1") ;;
      --port) apphost_args+=("--Stack:Port=$1") ;;
      --topology) apphost_args+=("--Stack:Topology=$1"); topology=$1 ;;
    esac
    shift
  done
  apphost_args+=("--Stack:StateDirectory=$state")
}

# Prints the pid of the AppHost that holds $state. The start time tells it from a later process of the same number.
running_pid() {
  local pid ticks stat
  [[ -r $state/apphost.pid ]] || return 1
  read -r pid ticks <"$state/apphost.pid" || return 1
  stat=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
  # Field 22, counted from the closing bracket of the name; a zombie (Z) has ended.
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  [[ ${20} == "$ticks" && $1 != Z ]] || return 1
  printf '%s\n' "$pid"
}

# Everything `up` needs beyond the SDK and Node, each step only when its part is missing.
ensure_stack_parts() {
  require_linux
  require_dotnet
  ensure_nats_server
  ensure_postgres
  [[ $1 == stores ]] || ensure_frontend
  build_dotnet BmxTiming.AppHost || die_missing "a build: BmxTiming.AppHost does not compile"
}

stack_up() {
  local state detach pid topology=roles apphost_args
  parse_stack_options up "--tracks --speed --port --state --topology --detach" "$@"
  if pid=$(running_pid); then
    say "already running (AppHost $pid, state $state); ./bmx down stops it"
    print_addresses
    return
  fi
  ensure_stack_parts "$topology"
  if [[ $detach == false ]]; then
    exec dotnet "$APPHOST" "${apphost_args[@]}"
  fi
  start_detached
}

# Starts the AppHost in a session of its own and returns when the stack is healthy, or says why it is not.
start_detached() {
  local log=$state/logs/apphost.log deadline=$((SECONDS + ${BMX_UP_TIMEOUT_SECONDS:-180}))
  mkdir -p "$state/logs"
  setsid nohup dotnet "$APPHOST" "${apphost_args[@]}" >"$log" 2>&1 </dev/null &
  local pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    if status_says "$pid" ready; then
      disown "$pid"
      say "healthy (AppHost $pid, state $state)"
      print_addresses
      return
    fi
    if ((SECONDS >= deadline)); then
      cat "$state/status.txt" >&2 || true
      say "not healthy after ${BMX_UP_TIMEOUT_SECONDS:-180} s; logs are in $state/logs; stopping"
      kill -TERM "$pid"
      wait "$pid" || true
      exit 1
    fi
    sleep 0.2
  done
  local code=0
  wait "$pid" || code=$?
  cat "$log" >&2
  say "the stack did not come up; logs are in $state/logs"
  exit $((code == 0 ? 1 : code))
}

# The first line of status.txt begins with the phase and names the AppHost; an older run's file names another.
status_says() {
  [[ -r $state/status.txt ]] && head -n 1 "$state/status.txt" | grep -q "^$2 .*(AppHost $1,"
}

# The addresses people open: the front of whichever topology runs.
print_addresses() {
  sed -nE 's/^(web|server|frontend) .* (http:[^ ]+).*/\1  \2/p' "$state/status.txt"
  sed -nE 's/^(track-[a-z]) .* (http:[^ ]+).*/\1 (status of its gateway)  \2/p' "$state/status.txt"
}

stack_down() {
  local state detach pid apphost_args deadline
  parse_stack_options down "--state" "$@"
  if ! pid=$(running_pid); then
    say "not running (state $state)"
    return
  fi
  kill -TERM "$pid"
  deadline=$((SECONDS + 90))
  while running_pid >/dev/null; do
    if ((SECONDS >= deadline)); then
      say "AppHost $pid did not stop within 90 s; killing it (its children go with it)"
      kill -KILL "$pid"
      exit 1
    fi
    sleep 0.1
  done
  say "stopped (state $state)"
}

stack_status() {
  local state detach pid apphost_args
  parse_stack_options status "--state" "$@"
  if ! pid=$(running_pid); then
    say "not running (state $state)"
    exit 1
  fi
  cat "$state/status.txt"
  status_says "$pid" ready && ! grep -qE '^[a-z0-9-]+ +(starting|unhealthy|restarting|failed) ' "$state/status.txt" || exit 1
}

stack_dev() {
  local state detach pid topology=development apphost_args
  parse_stack_options dev "--tracks --speed --port --state" "$@"
  if pid=$(running_pid); then
    say "already running (AppHost $pid, state $state); ./bmx down stops it"
    exit 3
  fi
  ensure_stack_parts "$topology"
  exec dotnet "$APPHOST" "${apphost_args[@]}" --Stack:Topology=development
}
