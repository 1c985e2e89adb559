import type { components, paths } from './schema';

type Schemas = components['schemas'];

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export type TrackItem = Schemas['TrackView'];
export type MeetingItem = Schemas['MeetingView'];
export type MotoItem = Schemas['MotoView'];

type IntentPath = Extract<keyof paths, `/api/tracks/{track_id}/control/${string}`>;
export type IntentName = IntentPath extends `/api/tracks/{track_id}/control/${infer Name}` ? Name : never;

/** People decide on what they see, so the version of that is always sent. */
export type IntentBody = Schemas['IntentBody'] & { run_version: number };

export type IntentAnswer =
  | { kind: 'applied'; runVersion: number; runId: string | null }
  /** Accepted, but the engine has not said yet. */
  | { kind: 'accepted'; intentId: string };
