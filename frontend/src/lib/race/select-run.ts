import type { RaceSnapshot, Run } from './model';

export interface OnAir {
  /** What the board is about; null = nothing on the track. */
  main: Run | null;
  /** The next gate, while the board still shows another run. */
  staged: Run | null;
  /** Another run that is still on the track. */
  alsoRacing: Run | null;
}

export const resultHoldMs = 10_000;

/**
 * Races overlap: the next moto is at the gate while the last one finishes. A board stays with the race on the
 * track, then holds its result for a while, then shows the gate.
 *
 * @param endedAtUs server time at which each run was seen to finish
 */
export function selectRun(
  snapshot: RaceSnapshot,
  nowUs: number | null,
  endedAtUs: ReadonlyMap<string, number>,
  holdMs: number = resultHoldMs,
): OnAir {
  const racing = snapshot.runs.filter((run) => run.phase === 'racing');
  const staged = snapshot.runs.find((run) => run.phase === 'staged') ?? null;
  if (racing[0]) return { main: racing[0], staged, alsoRacing: racing[1] ?? null };
  const ended = snapshot.runs.find((run) => run.phase === 'finished') ?? null;
  if (staged && ended && nowUs !== null) {
    const endUs = endedAtUs.get(ended.run_id) ?? ended.captured_us;
    if (endUs !== undefined && nowUs < endUs + holdMs * 1000)
      return { main: ended, staged, alsoRacing: null };
  }
  return { main: staged ?? snapshot.runs[0] ?? null, staged: null, alsoRacing: null };
}
