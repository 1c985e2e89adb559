/**
 * A board link carries its token in the fragment (`#t=…`), which no server logs. It is moved to memory before
 * anything else runs, so that it is not left in the address bar, the history or a screenshot.
 */
let token: string | null = null;

export function takeTokenFromFragment(location: Location, history: History): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const found = fragment.get('t');
  if (!found) return;
  token = found;
  fragment.delete('t');
  const rest = fragment.toString();
  history.replaceState(history.state, '', location.pathname + location.search + (rest ? `#${rest}` : ''));
}

export function linkToken(): string | null {
  return token;
}

/** A board that reloads itself for a new version must not lose its right to watch. */
export function reloadKeepingToken(location: Location, history: History): void {
  if (token) history.replaceState(history.state, '', `${location.pathname}${location.search}#t=${token}`);
  location.reload();
}
