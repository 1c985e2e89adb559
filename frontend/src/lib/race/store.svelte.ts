import { firstStatus, type LinkStatus } from '@/live/link';
import type { DataFrame } from '@/live/protocol';
import { Registry, type Shared } from '@/live/registry';
import { liveSource, sourceKey, type LiveSource, type SourceOptions } from '@/live/source';
import { LatencyWindow, type Latency } from './latency';
import { logEntry, maxLogEntries, type LogEntry } from './log';
import { emptySnapshot, type RaceSnapshot } from './model';
import { reduceRace } from './reduce';

const maxEndedRuns = 32;

/**
 * One track's race, live. Frames are folded as they come; what components see changes once per animation frame,
 * by one assignment of plain objects (deep proxies cost more than the whole board).
 */
export class RaceStore {
  snapshot = $state.raw<RaceSnapshot | null>(null);
  link = $state.raw<LinkStatus>(firstStatus);
  log = $state.raw<readonly LogEntry[]>([]);
  latency = $state.raw<Latency | null>(null);
  /** Server time at which runs were seen to finish. */
  endedAtUs = $state.raw<ReadonlyMap<string, number>>(new Map());

  readonly source: LiveSource;
  readonly delayMs: number;
  #snapshot: RaceSnapshot;
  #hasSnapshot = false;
  #log: LogEntry[] = [];
  #endedAtUs = new Map<string, number>();
  #endedChanged = false;
  #capturedUs: number | null = null;
  #latency = new LatencyWindow();
  #latencyShownAtMs = 0;

  constructor(options: SourceOptions) {
    this.#snapshot = emptySnapshot(options.scope.trackId);
    this.delayMs = options.delayMs ?? 0;
    this.source = liveSource(options, this.#fold, this.#commit);
    this.link = this.source.client.status;
  }

  get synced(): boolean {
    return this.source.client.clock.synced;
  }

  readonly nowUs = (): number | null => this.source.nowUs();

  dispose(): void {
    this.source.dispose();
  }

  readonly #fold = (frame: DataFrame): void => {
    if (frame.channel !== 'race') return;
    if (frame.kind === 'snapshot') {
      const fresh = frame.payload as RaceSnapshot;
      this.#snapshot = {
        ...emptySnapshot(frame.track_id),
        ...fresh,
        race_seq: Math.max(fresh.race_seq ?? 0, frame.seq),
      };
      this.#hasSnapshot = true;
      return;
    }
    this.#snapshot = reduceRace(this.#snapshot, frame.seq, frame.payload);
    const { kind, run_id, captured_us } = frame.payload;
    if (kind === 'race_finished' && typeof run_id === 'string')
      this.#ended(run_id, this.nowUs() ?? frame.ts_us);
    if (typeof captured_us === 'number') this.#capturedUs = captured_us;
    // The stamp of a frame is on the track's clock, which may be hours off.
    const entry = logEntry(frame.seq, this.nowUs() ?? frame.ts_us, frame.payload);
    if (entry) this.#log = [entry, ...this.#log].slice(0, maxLogEntries);
  };

  readonly #commit = (link: LinkStatus): void => {
    this.link = link;
    if (!this.#hasSnapshot) return;
    this.snapshot = this.#snapshot;
    this.log = this.#log;
    if (this.#endedChanged) this.endedAtUs = new Map(this.#endedAtUs);
    this.#endedChanged = false;
    if (this.#capturedUs !== null) this.#measure(this.#capturedUs);
    this.#capturedUs = null;
  };

  #ended(runId: string, atUs: number): void {
    this.#endedAtUs.set(runId, atUs);
    this.#endedChanged = true;
    const oldest = this.#endedAtUs.keys().next();
    if (this.#endedAtUs.size > maxEndedRuns && !oldest.done) this.#endedAtUs.delete(oldest.value);
  }

  /** After the frame that shows it: the task behind an animation frame runs when the picture is done. */
  #measure(capturedUs: number): void {
    if (this.delayMs > 0 || document.hidden) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        const nowUs = this.nowUs();
        if (nowUs === null) return;
        this.#latency.add(Math.max(0, Math.round((nowUs - capturedUs) / 1000)));
        if (performance.now() - this.#latencyShownAtMs < 500) return;
        this.#latencyShownAtMs = performance.now();
        this.latency = this.#latency.read();
      }),
    );
  }
}

const stores = new Registry<RaceStore>((store) => store.dispose());

/** Shared by everybody who asks for the same scope, delay and pace; call `release` when done. */
export function raceStore(
  options: Omit<SourceOptions, 'scope'> & { trackId: string; meetingId?: string },
): Shared<RaceStore> {
  const { trackId, meetingId, ...rest } = options;
  const full: SourceOptions = { ...rest, scope: { trackId, meetingId, channels: ['race'] } };
  return stores.acquire(sourceKey(full), () => new RaceStore(full));
}
