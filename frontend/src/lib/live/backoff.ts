export interface BackoffOptions {
  baseMs: number;
  capMs: number;
}

export const defaultBackoff: BackoffOptions = { baseMs: 250, capMs: 10_000 };

/**
 * Full jitter: anywhere between nothing and `base × 2^attempt`, so that a hall full of boards does not come back
 * in step. A server's hint is a floor under it, never cut short.
 */
export function retryDelayMs(
  attempt: number,
  hintMs: number,
  random: () => number = Math.random,
  { baseMs, capMs }: BackoffOptions = defaultBackoff,
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.max(0, hintMs) + Math.round(random() * ceiling);
}
