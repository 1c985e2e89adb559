/** The race as the server tells it (BmxTiming.Protocol/Live and /Race): snake_case, null members absent, µs. */

export type Phase = 'idle' | 'staged' | 'racing' | 'finished' | 'abandoned';
export type RiderStatus = 'at_gate' | 'on_track' | 'finished' | 'dnf' | 'dns' | 'dsq' | 'rel' | 'np';

export interface Meeting {
  meeting_id: string;
  name: string;
  public: boolean;
  simulated: boolean;
}

export interface Moto {
  moto_id: string;
  number: number;
  class_name: string;
  round_name: string;
  rider_count: number;
}

export interface TimingPoint {
  id: string;
  name: string;
  role: string;
}

export interface Rider {
  lane: number;
  rider_id: string;
  plate: string;
  name: string;
  club?: string;
}

export interface PositionRow {
  lane: number;
  rider_id: string;
  place?: number;
  status: string;
  last_point?: string;
  elapsed_us?: number;
  gap_us?: number;
  tie: boolean;
}

export interface LaneSplit {
  lane: number;
  timing_point: string;
  elapsed_us: number;
  place: number;
}

export interface ResultRow {
  lane: number;
  rider_id: string;
  plate: string;
  place?: number;
  code?: string;
  elapsed_us?: number;
  tie: boolean;
  splits: SplitRow[];
  /** `manual`: an official entered the finish. */
  source?: string;
}

export interface SplitRow {
  timing_point: string;
  elapsed_us: number;
}

/** What is to be known before a run's times are believed: `times_unsafe`, `clock_unset`, `loop_silent`. */
export interface RunFlag {
  code: string;
  timing_point?: string;
}

export interface PracticeRow {
  transponder_id?: number;
  transponder_code?: string;
  last_point: string;
  last_us: number;
  /** Shortest time at each timing point; the one crossed last stands last. */
  best: SplitRow[];
  finishes: number;
}

export interface Practice {
  track_name: string;
  timing_points: TimingPoint[];
  /** Seen last first. */
  rows: PracticeRow[];
}

export interface Run {
  run_id: string;
  run_number: number;
  phase: Phase;
  moto: Moto;
  timing_points: TimingPoint[];
  riders: Rider[];
  gate_time_us?: number;
  gate_drop_us?: number;
  clock_source?: string;
  positions: PositionRow[];
  splits: LaneSplit[];
  results?: ResultRow[];
  official: boolean;
  needs_decision: number[];
  flags?: RunFlag[];
  captured_us?: number;
}

export interface RaceSnapshot {
  schema: number;
  track_id: string;
  race_seq: number;
  run_version: number;
  track_name?: string;
  phase: Phase;
  meeting?: Meeting;
  /** Latest first: the runs still open, then the last one that ended. */
  runs: Run[];
  next_motos: Moto[];
  practice?: Practice;
}

interface Of<K extends string> {
  kind: K;
}

export type RaceEvent =
  | (Of<'race_staged'> & {
      run_id: string;
      run_number: number;
      run_version: number;
      track_name: string;
      meeting: Meeting;
      moto: Moto;
      timing_points: TimingPoint[];
      riders: Rider[];
      next_motos: Moto[];
    })
  | (Of<'race_unstaged'> & { run_id: string; run_version: number })
  | (Of<'gate_drop'> & {
      run_id: string;
      run_version: number;
      gate_time_us: number;
      gate_drop_us: number;
      gate_id?: number;
      clock_source: string;
      recall: boolean;
    })
  | (Of<'split_time'> & {
      run_id: string;
      timing_point: string;
      lane: number;
      rider_id: string;
      elapsed_us: number;
      place: number;
      captured_us: number;
    })
  | (Of<'positions_update'> & { run_id: string; positions: PositionRow[]; captured_us: number })
  | (Of<'rider_finished'> & {
      run_id: string;
      lane: number;
      rider_id: string;
      elapsed_us: number;
      place: number;
      tie: boolean;
      captured_us: number;
    })
  | (Of<'race_finished'> & { run_id: string; run_version: number; reason: string; results: ResultRow[] })
  | (Of<'result_corrected'> & {
      run_id: string;
      run_version: number;
      reason: string;
      results: ResultRow[];
      actor?: string;
      note?: string;
    })
  | (Of<'result_official'> & {
      run_id: string;
      run_version: number;
      official: boolean;
      actor: string;
      results: ResultRow[];
    })
  | (Of<'run_restated'> & { run_id: string; run_version: number; reason: string; run: Run })
  | (Of<'run_flagged'> & { run_id: string; flags: RunFlag[] })
  | (Of<'practice_changed'> & {
      on: boolean;
      run_version: number;
      track_name?: string;
      timing_points?: TimingPoint[];
    })
  | (Of<'practice_time'> & PracticeTime)
  | (Of<'race_reset'> & { run_id: string; run_version: number; reason?: string })
  | (Of<'needs_decision'> & { run_id: string; reason: string; lanes: number[] })
  | (Of<'programme_changed'> & { meeting: Meeting; next_motos: Moto[]; run_version: number })
  | (Of<'control_applied'> & ControlApplied)
  | (Of<'control_rejected'> & ControlRejected);

export interface PracticeTime {
  transponder_id?: number;
  transponder_code?: string;
  timing_point: string;
  elapsed_us: number;
  best_us: number;
  finishes: number;
  captured_us: number;
}

export interface ControlApplied {
  intent_id: string;
  intent: string;
  actor: string;
  run_version: number;
  run_id?: string;
}

export interface ControlRejected {
  intent_id: string;
  intent: string;
  actor: string;
  code: string;
  message: string;
  run_version: number;
}

export const snapshotSchema = 1;
export const maxRuns = 5;
export const maxPracticeRows = 64;

export function emptySnapshot(trackId: string): RaceSnapshot {
  return {
    schema: snapshotSchema,
    track_id: trackId,
    race_seq: 0,
    run_version: 0,
    phase: 'idle',
    runs: [],
    next_motos: [],
  };
}
