interface Sample {
  offsetMs: number;
  rttMs: number;
}

const maxSamples = 8;
const slewMsPerMs = 50 / 1000;
/** More than this is not drift: the machine slept, or another server answers. Then the clock steps. */
const stepMs = 2_000;

/**
 * The server's time as seen from here. The sample with the shortest round trip decides (its error is at most half
 * of it); what is shown moves towards it by at most 50 ms a second and never backwards.
 */
export class ServerClock {
  #samples: Sample[] = [];
  #shownOffsetMs: number | null = null;
  #adjustedAtMs = 0;
  #lastMs = -Infinity;
  readonly #monotonicMs: () => number;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
  }

  get synced(): boolean {
    return this.#shownOffsetMs !== null;
  }

  /** Half the best round trip: how wrong the time can be. */
  get uncertaintyMs(): number | null {
    const best = this.#best();
    return best ? best.rttMs / 2 : null;
  }

  get rttMs(): number | null {
    return this.#best()?.rttMs ?? null;
  }

  /** @param sentMs and @param receivedMs on the local monotonic clock. */
  addSample(sentMs: number, receivedMs: number, serverTimeUs: number): void {
    const rttMs = receivedMs - sentMs;
    if (!(rttMs >= 0)) return;
    this.#settle();
    this.#samples.push({ offsetMs: serverTimeUs / 1000 + rttMs / 2 - receivedMs, rttMs });
    if (this.#samples.length > maxSamples) this.#samples.shift();
    const target = this.#best()!.offsetMs;
    const newest = this.#samples.at(-1)!;
    // Half of its round trip is how wrong the sample itself can be: an answer that waited while the machine slept
    // says nothing against the others.
    if (Math.abs(newest.offsetMs - target) > stepMs + newest.rttMs / 2) {
      // The old samples speak of a clock that is gone.
      this.#samples = [newest];
      this.#step(newest.offsetMs);
    } else if (this.#shownOffsetMs === null || Math.abs(target - this.#shownOffsetMs) > stepMs) {
      this.#step(target);
    }
  }

  /** Server time, µs since 1970, or null before the first sample. */
  nowUs(): number | null {
    if (this.#shownOffsetMs === null) return null;
    this.#settle();
    const nowMs = Math.max(this.#lastMs, this.#monotonicMs() + this.#shownOffsetMs);
    this.#lastMs = nowMs;
    return nowMs * 1000;
  }

  #best(): Sample | undefined {
    let best: Sample | undefined;
    for (const sample of this.#samples) {
      if (!best || sample.rttMs <= best.rttMs) best = sample;
    }
    return best;
  }

  #step(offsetMs: number): void {
    this.#shownOffsetMs = offsetMs;
    this.#adjustedAtMs = this.#monotonicMs();
    this.#lastMs = -Infinity;
  }

  #settle(): void {
    const nowMs = this.#monotonicMs();
    const best = this.#best();
    if (this.#shownOffsetMs !== null && best) {
      const allowed = Math.max(0, nowMs - this.#adjustedAtMs) * slewMsPerMs;
      const wanted = best.offsetMs - this.#shownOffsetMs;
      this.#shownOffsetMs += Math.max(-allowed, Math.min(allowed, wanted));
    }
    this.#adjustedAtMs = nowMs;
  }
}
