import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { frameBatcher } from './frame';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('flushes once a frame, however often it was marked', () => {
  const flush = vi.fn();
  const batcher = frameBatcher(flush);
  for (let i = 0; i < 100; i += 1) batcher.mark();
  expect(flush).not.toHaveBeenCalled();
  vi.advanceTimersToNextFrame();
  expect(flush).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(flush).toHaveBeenCalledTimes(1);

  batcher.mark();
  vi.advanceTimersToNextFrame();
  expect(flush).toHaveBeenCalledTimes(2);
});

it('keeps the pace it was given', () => {
  const flush = vi.fn();
  const batcher = frameBatcher(flush, 200);
  for (let ms = 0; ms < 1_000; ms += 10) {
    batcher.mark();
    vi.advanceTimersByTime(10);
  }
  expect(flush.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(flush.mock.calls.length).toBeLessThanOrEqual(5);
});

it('goes without animation frames where there are none, as in a hidden source of OBS', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  const flush = vi.fn();
  frameBatcher(flush).mark();
  vi.advanceTimersByTime(249);
  expect(flush).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(flush).toHaveBeenCalledTimes(1);
  vi.unstubAllGlobals();
});

it('says nothing after its end', () => {
  const flush = vi.fn();
  const batcher = frameBatcher(flush);
  batcher.mark();
  batcher.dispose();
  batcher.mark();
  vi.advanceTimersByTime(1_000);
  expect(flush).not.toHaveBeenCalled();
});
