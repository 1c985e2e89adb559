import { expect, it } from 'vitest';
import { retryDelayMs } from './backoff';

it('spreads an attempt over everything between nothing and its ceiling', () => {
  expect(retryDelayMs(3, 0, () => 0)).toBe(0);
  expect(retryDelayMs(3, 0, () => 0.5)).toBe(1_000);
  expect(retryDelayMs(3, 0, () => 1)).toBe(2_000);
});

it('has a cap, however often it failed', () => {
  expect(retryDelayMs(5_000, 0, () => 1)).toBe(10_000);
});

it('puts the jitter on top of a hint, so that a hint is never cut short', () => {
  expect(retryDelayMs(0, 3_000, () => 0)).toBe(3_000);
  expect(retryDelayMs(2, 3_000, () => 1)).toBe(4_000);
  expect(retryDelayMs(0, -50, () => 0)).toBe(0);
});
