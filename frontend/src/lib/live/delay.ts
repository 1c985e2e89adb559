import type { DataFrame } from './protocol';

/** About ten minutes of a busy track. Beyond it the oldest frame is let go early: late is better than growing. */
const maxFrames = 4096;

/**
 * Holds every frame back for `delayMs`, so that a board beside a delayed video does not give the race away. The
 * delay sits in front of the reducer: everything the board shows shares it. It counts from a frame's arrival,
 * because the time stamp of a race event is on the track's clock, which may be hours off.
 */
export class DelayBuffer {
  #queue: { frame: DataFrame; dueMs: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #release: (frame: DataFrame) => void;
  readonly #delayMs: number;

  constructor(delayMs: number, release: (frame: DataFrame) => void) {
    this.#delayMs = delayMs;
    this.#release = release;
  }

  get size(): number {
    return this.#queue.length;
  }

  push(frame: DataFrame): void {
    if (this.#delayMs <= 0) {
      this.#release(frame);
      return;
    }
    this.#queue.push({ frame, dueMs: performance.now() + this.#delayMs });
    while (this.#queue.length > maxFrames) this.#release(this.#queue.shift()!.frame);
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#queue.length === 0) return;
    this.#timer = setTimeout(() => this.#drain(), Math.max(0, this.#queue[0]!.dueMs - performance.now()));
  }

  #drain(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    while (this.#queue.length > 0 && this.#queue[0]!.dueMs <= nowMs)
      this.#release(this.#queue.shift()!.frame);
    this.#schedule();
  }
}
