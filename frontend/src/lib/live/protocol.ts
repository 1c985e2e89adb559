/**
 * The live socket's frames, as the gateway writes them (BmxTiming.Protocol/Live). Members that are null are
 * left out on the wire, hence `?`. Times are whole microseconds; all of them fit a double until the year 2255.
 */
export type Channel = 'race' | 'decoder';

export interface FrameBase {
  channel: Channel;
  track_id: string;
  event_id: string | null;
  seq: number;
  prev_seq: number;
  ts_us: number;
}

export interface SnapshotFrame extends FrameBase {
  kind: 'snapshot';
  payload: unknown;
}

export interface EventFrame extends FrameBase {
  kind: 'event';
  payload: Record<string, unknown>;
}

export interface HeartbeatFrame extends FrameBase {
  kind: 'heartbeat';
  payload: HeartbeatPayload;
}

export interface ErrorFrame extends FrameBase {
  kind: 'error';
  payload: LiveErrorPayload;
}

export type LiveFrame = SnapshotFrame | EventFrame | HeartbeatFrame | ErrorFrame;

/** What reaches the store: everything else is the client's own business. */
export type DataFrame = SnapshotFrame | EventFrame;

export interface HeartbeatPayload {
  server_time_us: number;
  interval_ms: number;
  lag_ms: number;
  echo_t0_ms?: number;
}

export interface LiveErrorPayload {
  code: string;
  message: string;
  strategy: 'reconnect' | 'resync' | 'fatal';
  retry_after_ms?: number;
}

export const closeCodes = {
  invalid: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  slow: 4408,
  restart: 1012,
  later: 1013,
} as const;

export const subprotocol = 'bmx.v1';
export const tokenSubprotocolPrefix = 'bmx.jwt.';

const kinds = new Set(['snapshot', 'event', 'heartbeat', 'error']);

/** A frame, or null for anything this client does not understand: a newer server may say more than we know. */
export function parseFrame(text: string): LiveFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const frame = value as Partial<LiveFrame>;
  if (typeof frame.kind !== 'string' || !kinds.has(frame.kind)) return null;
  if (frame.channel !== 'race' && frame.channel !== 'decoder') return null;
  if (typeof frame.payload !== 'object' || frame.payload === null) return null;
  if (frame.kind !== 'error' && (typeof frame.seq !== 'number' || typeof frame.prev_seq !== 'number'))
    return null;
  return frame as LiveFrame;
}
