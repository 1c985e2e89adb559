import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DelayBuffer } from './delay';
import type { DataFrame } from './protocol';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const frame = (seq: number, tsUs = 0) => ({ kind: 'event', seq, ts_us: tsUs }) as unknown as DataFrame;
function buffer(delayMs: number) {
  const seen: number[] = [];
  return { seen, delay: new DelayBuffer(delayMs, (released) => seen.push(released.seq)) };
}

it('holds nothing back without a delay', () => {
  const { seen, delay } = buffer(0);
  delay.push(frame(1));
  expect(seen).toEqual([1]);
});

it('releases each frame when it has waited, in order', () => {
  const { seen, delay } = buffer(5_000);
  delay.push(frame(1));
  vi.advanceTimersByTime(2_000);
  delay.push(frame(2));
  vi.advanceTimersByTime(2_999);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual([1]);
  vi.advanceTimersByTime(2_000);
  expect(seen).toEqual([1, 2]);
  expect(delay.size).toBe(0);
});

it('does not care for a track clock that is hours off', () => {
  const { seen, delay } = buffer(1_000);
  delay.push(frame(1, Date.now() * 1000 + 7_200_000_000));
  delay.push(frame(2, 0));
  vi.advanceTimersByTime(999);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual([1, 2]);
});

it('lets the oldest go early rather than grow without end', () => {
  const { seen, delay } = buffer(600_000);
  for (let i = 1; i <= 4_100; i += 1) delay.push(frame(i));
  expect(delay.size).toBe(4_096);
  expect(seen).toEqual([1, 2, 3, 4]);
});

it('keeps silent after its end', () => {
  const { seen, delay } = buffer(1_000);
  delay.push(frame(1));
  delay.dispose();
  vi.advanceTimersByTime(5_000);
  expect(seen).toEqual([]);
});
