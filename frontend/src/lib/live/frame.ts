export interface FrameBatcher {
  /** Something changed: flush with the next frame, once. */
  mark(): void;
  dispose(): void;
}

/** A hidden tab or OBS source gets no animation frames at all; this long after a mark we go without one. */
const guardMs = 250;

/**
 * At most one flush per animation frame and per `minIntervalMs`, however many messages arrive. One commit per
 * frame instead of one per message halves the work of a board, and a wall of boards lives from the interval.
 */
export function frameBatcher(flush: () => void, minIntervalMs = 0): FrameBatcher {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let guard: ReturnType<typeof setTimeout> | undefined;
  let raf: number | undefined;
  let lastFlushMs = -Infinity;
  let pending = false;

  const run = () => {
    clear();
    pending = false;
    lastFlushMs = performance.now();
    flush();
  };
  const clear = () => {
    clearTimeout(waiting);
    clearTimeout(guard);
    if (raf !== undefined) cancelAnimationFrame(raf);
    waiting = guard = raf = undefined;
  };
  const nextFrame = () => {
    waiting = undefined;
    raf = requestAnimationFrame(run);
    guard = setTimeout(run, guardMs);
  };

  return {
    mark() {
      if (pending) return;
      pending = true;
      const waitMs = lastFlushMs + minIntervalMs - performance.now();
      if (waitMs > 0) waiting = setTimeout(nextFrame, waitMs);
      else nextFrame();
    },
    dispose() {
      clear();
      pending = true;
    },
  };
}
