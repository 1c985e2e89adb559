import { LiveClient } from './client';
import { DelayBuffer } from './delay';
import { frameBatcher, type FrameBatcher } from './frame';
import type { LinkStatus } from './link';
import type { DataFrame } from './protocol';
import { linkToken } from './token';
import type { LiveScope } from './url';

export interface SourceOptions {
  scope: LiveScope;
  delayMs?: number;
  minIntervalMs?: number;
}

/** Where a store gets its frames: the live socket today, a recording tomorrow, behind the same three calls. */
export interface LiveSource {
  readonly nowUs: () => number | null;
  readonly client: LiveClient;
  retryNow(): void;
  dispose(): void;
}

/**
 * Socket → delay → `onFrame` (fold it, show nothing) → `commit` once per animation frame.
 * The delay shifts the clock too, so that a running clock beside a delayed race agrees with it.
 */
export function liveSource(
  { scope, delayMs = 0, minIntervalMs = 0 }: SourceOptions,
  onFrame: (frame: DataFrame) => void,
  commit: (status: LinkStatus) => void,
): LiveSource {
  const batcher: FrameBatcher = frameBatcher(() => commit(client.status), minIntervalMs);
  const delay = new DelayBuffer(delayMs, (frame) => {
    onFrame(frame);
    batcher.mark();
  });
  const client = new LiveClient({
    scope,
    token: linkToken(),
    onFrame: (frame) => delay.push(frame),
    onStatus: () => batcher.mark(),
  });
  client.start();
  return {
    client,
    nowUs: () => {
      const nowUs = client.clock.nowUs();
      return nowUs === null ? null : nowUs - delayMs * 1000;
    },
    retryNow: () => client.retryNow(),
    dispose: () => {
      client.stop();
      delay.dispose();
      batcher.dispose();
    },
  };
}

export function sourceKey({ scope, delayMs = 0, minIntervalMs = 0 }: SourceOptions): string {
  return [scope.trackId, scope.meetingId ?? '', scope.channels.join('+'), delayMs, minIntervalMs].join('|');
}
