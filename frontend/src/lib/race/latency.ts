const maxSamples = 120;

/** Capture → visible, in ms. */
export interface Latency {
  lastMs: number;
  p50Ms: number;
  p95Ms: number;
}

export class LatencyWindow {
  #samples: number[] = [];

  add(ms: number): void {
    this.#samples.push(ms);
    if (this.#samples.length > maxSamples) this.#samples.shift();
  }

  read(): Latency | null {
    if (this.#samples.length === 0) return null;
    const sorted = [...this.#samples].sort((a, b) => a - b);
    const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;
    return { lastMs: this.#samples.at(-1)!, p50Ms: at(0.5), p95Ms: at(0.95) };
  }
}

/** The service objective is 500 ms from the loop to the eye. */
export function latencyGrade(ms: number): 'good' | 'fair' | 'bad' {
  if (ms < 250) return 'good';
  return ms < 500 ? 'fair' : 'bad';
}
