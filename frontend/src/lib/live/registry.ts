export interface Shared<T> {
  readonly value: T;
  release(): void;
}

interface Entry<T> {
  value: T;
  users: number;
  linger: ReturnType<typeof setTimeout> | undefined;
}

/** Leaving a page and entering the next must not drop a socket both of them use. */
const lingerMs = 1_000;

/** One value per key for as long as somebody uses it, so that components of one page share one socket. */
export class Registry<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #dispose: (value: T) => void;

  constructor(dispose: (value: T) => void) {
    this.#dispose = dispose;
  }

  get size(): number {
    return this.#entries.size;
  }

  acquire(key: string, create: () => T): Shared<T> {
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { value: create(), users: 0, linger: undefined };
      this.#entries.set(key, entry);
    }
    clearTimeout(entry.linger);
    entry.users += 1;
    const held = entry;
    let released = false;
    return {
      value: held.value,
      release: () => {
        if (released) return;
        released = true;
        held.users -= 1;
        if (held.users > 0) return;
        held.linger = setTimeout(() => {
          this.#entries.delete(key);
          this.#dispose(held.value);
        }, lingerMs);
      },
    };
  }
}
