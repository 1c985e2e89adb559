import { practiceTime } from './practice';
import { maxRuns, type Phase, type RaceEvent, type RaceSnapshot, type Run } from './model';

/**
 * (snapshot, event) → snapshot: the same rules as RaceSnapshotReducer in BmxTiming.Protocol, held together by a
 * race that the server's tests have approved (reduce.test.ts). Pure; an event at or below the snapshot's `race_seq`
 * changes nothing, an unknown kind only moves the sequence on.
 */
export function reduceRace(snapshot: RaceSnapshot, seq: number, payload: { kind?: unknown }): RaceSnapshot {
  if (seq <= snapshot.race_seq) return snapshot;
  return { ...apply(snapshot, payload as RaceEvent), race_seq: seq };
}

function apply(snapshot: RaceSnapshot, event: RaceEvent): RaceSnapshot {
  switch (event.kind) {
    case 'race_staged': {
      const run: Run = {
        run_id: event.run_id,
        run_number: event.run_number,
        phase: 'staged',
        moto: event.moto,
        timing_points: event.timing_points,
        riders: event.riders,
        positions: startOrder(event.riders, 'at_gate'),
        splits: [],
        official: false,
        needs_decision: [],
      };
      return {
        ...withRuns(snapshot, [run, ...snapshot.runs.filter((other) => other.run_id !== event.run_id)]),
        track_name: event.track_name,
        meeting: event.meeting,
        next_motos: event.next_motos,
        run_version: event.run_version,
      };
    }
    case 'race_unstaged':
      return {
        ...withRuns(
          snapshot,
          snapshot.runs.filter((run) => run.run_id !== event.run_id),
        ),
        run_version: event.run_version,
      };
    case 'gate_drop':
      return {
        ...withRun(snapshot, event.run_id, (run) => ({
          ...run,
          phase: 'racing',
          gate_time_us: event.gate_time_us,
          gate_drop_us: event.gate_drop_us,
          clock_source: event.clock_source,
          splits: [],
          results: undefined,
          needs_decision: [],
          captured_us: event.gate_drop_us,
          positions: startOrder(run.riders, 'on_track'),
        })),
        run_version: event.run_version,
      };
    case 'split_time':
      return withRun(snapshot, event.run_id, (run) => ({
        ...run,
        captured_us: event.captured_us,
        splits: [
          ...run.splits.filter(
            (split) => split.lane !== event.lane || split.timing_point !== event.timing_point,
          ),
          {
            lane: event.lane,
            timing_point: event.timing_point,
            elapsed_us: event.elapsed_us,
            place: event.place,
          },
        ],
      }));
    case 'positions_update':
      return withRun(snapshot, event.run_id, (run) => ({
        ...run,
        positions: event.positions,
        captured_us: event.captured_us,
      }));
    case 'race_finished':
      return {
        ...withRun(snapshot, event.run_id, (run) => ({
          ...run,
          phase: 'finished',
          results: event.results,
          needs_decision: [],
        })),
        run_version: event.run_version,
      };
    case 'result_corrected':
      return {
        ...withRun(snapshot, event.run_id, (run) => ({ ...run, results: event.results })),
        run_version: event.run_version,
      };
    case 'result_official':
      return {
        ...withRun(snapshot, event.run_id, (run) => ({
          ...run,
          official: event.official,
          results: event.results,
        })),
        run_version: event.run_version,
      };
    case 'run_restated':
      return { ...restated(snapshot, event.run), run_version: event.run_version };
    case 'run_flagged':
      return withRun(snapshot, event.run_id, (run) => ({
        ...run,
        flags: event.flags.length === 0 ? undefined : event.flags,
      }));
    case 'practice_changed':
      return {
        ...snapshot,
        practice: event.on
          ? { track_name: event.track_name ?? '', timing_points: event.timing_points ?? [], rows: [] }
          : undefined,
        run_version: event.run_version,
      };
    case 'practice_time':
      return practiceTime(snapshot, event);
    case 'race_reset':
      return {
        ...withRun(snapshot, event.run_id, (run) => ({ ...run, phase: 'abandoned', needs_decision: [] })),
        run_version: event.run_version,
      };
    case 'needs_decision':
      return withRun(snapshot, event.run_id, (run) => ({ ...run, needs_decision: event.lanes }));
    case 'programme_changed':
      return {
        ...snapshot,
        meeting: event.meeting,
        next_motos: event.next_motos,
        run_version: event.run_version,
      };
    case 'control_applied':
      return { ...snapshot, run_version: event.run_version };
    default:
      return snapshot;
  }
}

function startOrder(riders: Run['riders'], status: 'at_gate' | 'on_track'): Run['positions'] {
  return riders.map(({ lane, rider_id }) => ({ lane, rider_id, status, tie: false }));
}

/** In its place; a run that was not shown any more (a reopened one) becomes the latest. */
function restated(snapshot: RaceSnapshot, run: Run): RaceSnapshot {
  if (snapshot.runs.some((other) => other.run_id === run.run_id)) {
    return withRun(snapshot, run.run_id, () => run);
  }
  return isOpen(run) ? withRuns(snapshot, [run, ...snapshot.runs]) : snapshot;
}

function isOpen(run: Run): boolean {
  return run.phase === 'staged' || run.phase === 'racing';
}

function withRun(snapshot: RaceSnapshot, runId: string, change: (run: Run) => Run): RaceSnapshot {
  return withRuns(
    snapshot,
    snapshot.runs.map((run) => (run.run_id === runId ? change(run) : run)),
  );
}

/** Keeps every open run and the latest one that ended, within the bound. */
function withRuns(snapshot: RaceSnapshot, runs: Run[]): RaceSnapshot {
  const kept: Run[] = [];
  let ended = false;
  for (const run of runs) {
    const open = isOpen(run);
    if ((open || !ended) && kept.length < maxRuns) {
      kept.push(run);
      ended ||= !open;
    }
  }
  const phase: Phase = kept[0]?.phase ?? 'idle';
  return { ...snapshot, runs: kept, phase };
}
