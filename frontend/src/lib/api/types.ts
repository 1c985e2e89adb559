/** What the control API answers, as far as pages use it. */
export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export interface TrackItem {
  track_id: string;
  name: string;
}

export interface MeetingItem {
  meeting_id: string;
  name: string;
}

export type MotoState = 'scheduled' | 'staged' | 'racing' | 'finished';

export interface MotoRider {
  lane: number;
  rider_id: string;
  plate: string;
  display_name: string;
  club?: string | null;
}

export interface MotoItem {
  moto_id: string;
  number: number;
  class_name: string;
  round_name: string;
  state: MotoState;
  riders: MotoRider[];
  run_id?: string | null;
}

export type IntentName = 'stage' | 'unstage' | 'reset' | 'force_finish';

export type IntentBody =
  | { run_version: number; meeting_id: string; moto_id: string }
  | { run_version: number; run_id: string; reason?: string };

export type IntentAnswer =
  | { kind: 'applied'; runVersion: number; runId: string | null }
  /** Accepted, but the engine has not said yet. */
  | { kind: 'accepted'; intentId: string | null };
