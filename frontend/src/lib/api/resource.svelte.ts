import { ApiProblem } from './problem';

const retryMs = 5_000;

/**
 * What a GET gave, kept until somebody says it has changed. A failure keeps the old value and is tried again.
 * Nothing polls: pages call `refresh` when a live event says that the answer is out of date.
 */
export class Resource<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  loading = $state(true);
  readonly #load: () => Promise<T>;
  #again = false;
  #busy = false;
  #disposed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
    void this.refresh();
  }

  /** Calls while one is under way become one more afterwards. */
  refresh = async (): Promise<void> => {
    if (this.#disposed) return;
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    this.loading = true;
    clearTimeout(this.#timer);
    try {
      this.value = await this.#load();
      this.problem = null;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error;
      // A refusal will not change by asking again; a server that is away may come back.
      if (!this.#disposed && (error.status === 0 || error.status >= 500))
        this.#timer = setTimeout(this.refresh, retryMs);
    } finally {
      this.#busy = false;
      this.loading = false;
    }
    if (this.#again) {
      this.#again = false;
      void this.refresh();
    }
  };

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }
}
