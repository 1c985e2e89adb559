import type { DataFrame } from './protocol';

/** About ten minutes of a busy track. Beyond it the oldest frame is let go early: late is better than growing. */
const maxFrames = 4096;

/**
 * Holds frames back until they are `delayMs` old, so that a board beside a delayed video does not give the race
 * away. The delay sits in front of the reducer: everything the board shows shares it.
 */
export class DelayBuffer {
  #queue: { frame: DataFrame; dueUs: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastDueUs = 0;
  readonly #release: (frame: DataFrame) => void;
  readonly #serverNowUs: () => number | null;
  readonly #delayMs: number;

  constructor(delayMs: number, serverNowUs: () => number | null, release: (frame: DataFrame) => void) {
    this.#delayMs = delayMs;
    this.#serverNowUs = serverNowUs;
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
    // Never before the one in front of it, whatever its time stamp says.
    this.#lastDueUs = Math.max(this.#lastDueUs, frame.ts_us + this.#delayMs * 1000);
    this.#queue.push({ frame, dueUs: this.#lastDueUs });
    while (this.#queue.length > maxFrames) this.#release(this.#queue.shift()!.frame);
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#queue.length === 0) return;
    const nowUs = this.#serverNowUs();
    // Until the clock is known nobody can say how old a frame is.
    const waitMs = nowUs === null ? 100 : Math.max(0, (this.#queue[0]!.dueUs - nowUs) / 1000);
    this.#timer = setTimeout(() => this.#drain(), Math.min(waitMs, 1_000));
  }

  #drain(): void {
    this.#timer = undefined;
    const nowUs = this.#serverNowUs();
    while (nowUs !== null && this.#queue.length > 0 && this.#queue[0]!.dueUs <= nowUs) {
      this.#release(this.#queue.shift()!.frame);
    }
    this.#schedule();
  }
}
