# shellcheck shell=bash
# The pages: npm packages when the lock file changed, a build into the server's wwwroot when a source changed.

FRONTEND=$BMX_ROOT/frontend
WWWROOT=$BMX_ROOT/BmxTiming.Server/wwwroot

# One hash over names and contents of everything the build reads.
frontend_hash() {
  (cd "$FRONTEND" && find . \( -name node_modules -o -name .svelte-kit -o -name build -o -name test-results -o -name playwright-report \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
}

ensure_npm_packages() {
  require_node
  local mark=$FRONTEND/node_modules/.bmx-lock
  cmp -s "$FRONTEND/package-lock.json" "$mark" && return
  say "installing the frontend's npm packages"
  (cd "$FRONTEND" && npm ci --no-audit --no-fund --loglevel=error >&2) || die_missing "the frontend's npm packages (npm ci failed)"
  cp "$FRONTEND/package-lock.json" "$mark"
}

ensure_frontend() {
  [[ -f $FRONTEND/package.json ]] || die_missing "the folder frontend/"
  ensure_npm_packages
  local hash mark=$BMX_ROOT/.tools/frontend.hash
  hash=$(frontend_hash)
  [[ -f $WWWROOT/index.html && -f $mark && $(<"$mark") == "$hash" ]] && return
  say "building the frontend"
  rm -rf "$FRONTEND/build"
  (cd "$FRONTEND" && npm run --silent build >&2) || die_missing "the built frontend (npm run build failed)"
  # adapter-static writes to build/ unless it is told the server's folder itself.
  if [[ -f $FRONTEND/build/index.html ]]; then
    rm -rf "$WWWROOT"
    cp -R "$FRONTEND/build" "$WWWROOT"
  fi
  [[ -f $WWWROOT/index.html ]] || die_missing "the built frontend (the build left no index.html)"
  mkdir -p "$BMX_ROOT/.tools"
  printf '%s\n' "$hash" >"$mark"
}
