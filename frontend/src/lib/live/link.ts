import type { DataFrame, LiveErrorPayload } from './protocol';
import type { LiveScope } from './url';

/** connecting > syncing > live <> stale > offline > connecting …; refused ends it until somebody asks again. */
export type LinkState = 'connecting' | 'syncing' | 'live' | 'stale' | 'offline' | 'refused';

export interface LinkStatus {
  state: LinkState;
  /** On the local monotonic clock; null before the first frame. */
  lastFrameAtMs: number | null;
  /** When the next attempt starts, on the local monotonic clock; only while offline. */
  retryAtMs: number | null;
  error: LiveErrorPayload | null;
  gaps: number;
  reconnects: number;
  /** How far the server itself is behind the log. */
  lagMs: number;
}

export const firstStatus: LinkStatus = {
  state: 'connecting',
  lastFrameAtMs: null,
  retryAtMs: null,
  error: null,
  gaps: 0,
  reconnects: 0,
  lagMs: 0,
};

export interface SocketLike {
  readonly readyState: number;
  onopen: ((event: unknown) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface LiveClientOptions {
  scope: LiveScope;
  token?: string | null;
  base?: { protocol: string; host: string };
  createSocket?: (url: string, protocols: string[]) => SocketLike;
  random?: () => number;
  onFrame: (frame: DataFrame) => void;
  onStatus?: (status: LinkStatus) => void;
}
