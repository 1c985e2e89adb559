import type { EventFrame, HeartbeatFrame, SnapshotFrame } from './protocol';

export type Verdict = 'take' | 'drop' | 'gap';

/**
 * What one channel has been told so far. A snapshot comes first; then each event must name the one before it.
 * After a hole nothing is taken until the next snapshot, so that a race is never folded around a missing event.
 */
export class ChannelSequence {
  #lastSeq: number | null = null;
  #awaitingSnapshot = true;
  intervalMs: number;

  constructor(intervalMs: number) {
    this.intervalMs = intervalMs;
  }

  get awaitingSnapshot(): boolean {
    return this.#awaitingSnapshot;
  }

  expectSnapshot(): void {
    this.#awaitingSnapshot = true;
  }

  snapshot(frame: SnapshotFrame): Verdict {
    // One that was asked for may be lower: the track's log began anew.
    if (!this.#awaitingSnapshot && this.#lastSeq !== null && frame.seq < this.#lastSeq) return 'drop';
    this.#lastSeq = frame.seq;
    this.#awaitingSnapshot = false;
    return 'take';
  }

  event(frame: EventFrame): Verdict {
    if (this.#awaitingSnapshot || this.#lastSeq === null || frame.seq <= this.#lastSeq) return 'drop';
    if (frame.prev_seq !== this.#lastSeq) return this.#gap();
    this.#lastSeq = frame.seq;
    return 'take';
  }

  /** A heartbeat names the last event sent: a lost tail shows here, where no later event shows it. */
  heartbeat(frame: HeartbeatFrame): Verdict {
    const behind = !this.#awaitingSnapshot && this.#lastSeq !== null && frame.seq > this.#lastSeq;
    return behind ? this.#gap() : 'take';
  }

  #gap(): Verdict {
    this.#awaitingSnapshot = true;
    return 'gap';
  }
}
