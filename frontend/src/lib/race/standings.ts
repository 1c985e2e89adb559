import { noGap, toMs, type Gap } from './format';
import type { PositionRow, ResultRow, Rider, Run, TimingPoint } from './model';
import { shortNames } from './names';

export type GapMode = 'leader' | 'interval';

export interface TowerRow {
  lane: number;
  riderId: string;
  plate: string;
  name: string;
  shortName: string;
  club: string | null;
  /** 0 = top row. */
  rank: number;
  place: number | null;
  tie: boolean;
  value: Gap;
  /** Time since the gate at the last timing point, or the result. */
  timeUs: number | null;
  /** How many timing points are behind this rider. */
  pointsDone: number;
  splitsUs: (number | null)[];
  /** dnf, dns …; null while everything is well. */
  code: string | null;
  winner: boolean;
  needsDecision: boolean;
}

export interface LeaderSplit {
  point: TimingPoint;
  lane: number | null;
  elapsedUs: number | null;
}

/** Rows in lane order, which never changes: a board keeps its elements and moves them to their rank. */
export function towerRows(run: Run, mode: GapMode): TowerRow[] {
  const rows = run.results ? resultRows(run, run.results, mode) : raceRows(run, mode);
  return rows.sort((a, b) => a.lane - b.lane);
}

/** Who was first at each timing point, and when. */
export function leaderSplits(run: Run): LeaderSplit[] {
  const splits = allSplits(run);
  return run.timing_points.map((point) => {
    let best: { lane: number; elapsedUs: number } | null = null;
    for (const [lane, times] of splits) {
      const elapsedUs = times.get(point.id);
      if (elapsedUs !== undefined && (best === null || elapsedUs < best.elapsedUs))
        best = { lane, elapsedUs };
    }
    return { point, lane: best?.lane ?? null, elapsedUs: best?.elapsedUs ?? null };
  });
}

/** The winner's time, once there is one. */
export function winningTimeUs(run: Run): number | null {
  return run.results?.find((row) => row.place === 1)?.elapsed_us ?? null;
}

function raceRows(run: Run, mode: GapMode): TowerRow[] {
  const splits = allSplits(run);
  const known = new Set(run.positions.map((row) => row.lane));
  const order: PositionRow[] = [
    ...run.positions,
    // A rider that the positions do not name is still in the race.
    ...run.riders
      .filter((rider) => !known.has(rider.lane))
      .map(({ lane, rider_id }) => ({ lane, rider_id, status: 'on_track', tie: false })),
  ];
  const staged = run.phase === 'staged';
  return order.map((row, rank) => {
    const code = row.status === 'dnf' || row.status === 'dns' ? row.status : null;
    return {
      ...rider(run, row.lane, row.rider_id),
      rank,
      place: staged ? null : (row.place ?? null),
      tie: row.tie,
      value: staged ? noGap : raceGap(order, rank, mode, splits, code),
      timeUs: row.elapsed_us ?? null,
      pointsDone: run.timing_points.findIndex((point) => point.id === row.last_point) + 1,
      splitsUs: splitColumns(run, splits, row.lane),
      code,
      winner: false,
      needsDecision: run.needs_decision.includes(row.lane),
    };
  });
}

function raceGap(
  order: PositionRow[],
  rank: number,
  mode: GapMode,
  splits: Map<number, Map<string, number>>,
  code: string | null,
): Gap {
  const row = order[rank]!;
  if (code) return { kind: 'code', code };
  if (row.place === undefined || row.elapsed_us === undefined || row.last_point === undefined) return noGap;
  if (rank === 0) return { kind: 'time', us: row.elapsed_us };
  if (mode === 'interval') {
    const aheadUs = splits.get(order[rank - 1]!.lane)?.get(row.last_point);
    return aheadUs === undefined || aheadUs > row.elapsed_us
      ? noGap
      : { kind: 'gap', ms: toMs(row.elapsed_us) - toMs(aheadUs) };
  }
  // Who led at a point that others have left behind has a gap of nothing there: that says nothing about now.
  if (row.gap_us === undefined || (row.gap_us === 0 && !row.tie)) return noGap;
  return { kind: 'gap', ms: toMs(row.elapsed_us) - toMs(row.elapsed_us - row.gap_us) };
}

function resultRows(run: Run, results: ResultRow[], mode: GapMode): TowerRow[] {
  const splits = allSplits(run);
  return results.map((row, rank) => ({
    ...rider(run, row.lane, row.rider_id, row.plate),
    rank,
    place: row.place ?? null,
    tie: row.tie,
    value: resultGap(results, rank, mode),
    timeUs: row.elapsed_us ?? null,
    pointsDone: Math.max(
      0,
      ...row.splits.map((s) => run.timing_points.findIndex((p) => p.id === s.timing_point) + 1),
    ),
    splitsUs: splitColumns(run, splits, row.lane),
    code: row.code ?? null,
    winner: row.place === 1,
    needsDecision: false,
  }));
}

function resultGap(results: ResultRow[], rank: number, mode: GapMode): Gap {
  const row = results[rank]!;
  if (row.code) return { kind: 'code', code: row.code };
  if (row.elapsed_us === undefined) return noGap;
  const against = mode === 'interval' ? results[rank - 1] : results[0];
  if (rank === 0 || against?.elapsed_us === undefined) return { kind: 'time', us: row.elapsed_us };
  return { kind: 'gap', ms: toMs(row.elapsed_us) - toMs(against.elapsed_us) };
}

function allSplits(run: Run): Map<number, Map<string, number>> {
  const lanes = new Map<number, Map<string, number>>();
  const put = (lane: number, point: string, elapsedUs: number) => {
    let times = lanes.get(lane);
    if (!times) lanes.set(lane, (times = new Map()));
    times.set(point, elapsedUs);
  };
  for (const split of run.splits) put(split.lane, split.timing_point, split.elapsed_us);
  // Results may correct a split.
  for (const row of run.results ?? []) {
    for (const split of row.splits) put(row.lane, split.timing_point, split.elapsed_us);
  }
  return lanes;
}

function splitColumns(run: Run, splits: Map<number, Map<string, number>>, lane: number): (number | null)[] {
  return run.timing_points.map((point) => splits.get(lane)?.get(point.id) ?? null);
}

function rider(run: Run, lane: number, riderId: string, plate?: string) {
  const index = run.riders.findIndex((candidate) => candidate.lane === lane);
  const found: Rider | undefined = run.riders[index];
  const name = found?.name ?? `Lane ${lane}`;
  return {
    lane,
    riderId,
    plate: found?.plate ?? plate ?? '',
    name,
    shortName: found ? namesOf(run.riders)[index]! : name,
    club: found?.club ?? null,
  };
}

// One gate's names are asked for by every row of every frame, and never change.
const shortNameCache = new WeakMap<readonly Rider[], string[]>();

function namesOf(riders: readonly Rider[]): string[] {
  let names = shortNameCache.get(riders);
  if (!names) shortNameCache.set(riders, (names = shortNames(riders.map((r) => r.name))));
  return names;
}
