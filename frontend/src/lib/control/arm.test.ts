import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Arm } from './arm.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('fires on the second press', () => {
  const arm = new Arm();
  expect(arm.press('reset moto-14-r1')).toBe(false);
  expect(arm.armed).toBe('reset moto-14-r1');
  expect(arm.press('reset moto-14-r1')).toBe(true);
  expect(arm.armed).toBeNull();
});

it('forgets the first press after three seconds', () => {
  const arm = new Arm();
  arm.press('reset');
  vi.advanceTimersByTime(2_999);
  expect(arm.armed).toBe('reset');
  vi.advanceTimersByTime(1);
  expect(arm.armed).toBeNull();
  expect(arm.press('reset')).toBe(false);
});

it('starts over with another button, with a whole three seconds', () => {
  const arm = new Arm();
  arm.press('reset');
  vi.advanceTimersByTime(2_000);
  expect(arm.press('force_finish')).toBe(false);
  vi.advanceTimersByTime(2_000);
  expect(arm.press('force_finish')).toBe(true);
});

it('lets go when told', () => {
  const arm = new Arm();
  arm.press('reset');
  arm.disarm();
  expect(arm.press('reset')).toBe(false);
});
