import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Registry } from './registry';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('makes one value per key and disposes of it after its last user, and a moment', () => {
  const dispose = vi.fn();
  const create = vi.fn(() => ({}));
  const registry = new Registry<object>(dispose);
  const first = registry.acquire('a', create);
  const second = registry.acquire('a', create);
  expect(second.value).toBe(first.value);
  expect(create).toHaveBeenCalledTimes(1);

  first.release();
  vi.advanceTimersByTime(10_000);
  expect(dispose).not.toHaveBeenCalled();
  second.release();
  vi.advanceTimersByTime(999);
  expect(dispose).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(dispose).toHaveBeenCalledExactlyOnceWith(first.value);
  expect(registry.size).toBe(0);
});

it('lets the next page take over what the last one has just left', () => {
  const dispose = vi.fn();
  const registry = new Registry<object>(dispose);
  const old = registry.acquire('a', () => ({}));
  old.release();
  vi.advanceTimersByTime(500);
  const next = registry.acquire('a', () => ({}));
  vi.advanceTimersByTime(10_000);
  expect(next.value).toBe(old.value);
  expect(dispose).not.toHaveBeenCalled();
});

it('counts a user once, however often it lets go', () => {
  const dispose = vi.fn();
  const registry = new Registry<object>(dispose);
  const first = registry.acquire('a', () => ({}));
  registry.acquire('a', () => ({}));
  first.release();
  first.release();
  vi.advanceTimersByTime(10_000);
  expect(dispose).not.toHaveBeenCalled();
});

it('keeps keys apart', () => {
  const registry = new Registry<object>(() => undefined);
  expect(registry.acquire('a', () => ({})).value).not.toBe(registry.acquire('b', () => ({})).value);
  expect(registry.size).toBe(2);
});
