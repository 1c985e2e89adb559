import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem } from './problem';
import { Resource } from './resource.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = () => new ApiProblem(0, 'unreachable', 'x', null);

it('loads at once, and again when told that it is out of date', async () => {
  let n = 0;
  const resource = new Resource(() => Promise.resolve((n += 1)));
  expect(resource.loading).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(resource).toMatchObject({ value: 1, loading: false, problem: null });
  await resource.refresh();
  expect(resource.value).toBe(2);
});

it('makes one more load of any number of calls while one is under way', async () => {
  const load = vi.fn(() => Promise.resolve('x'));
  const resource = new Resource(load);
  for (let i = 0; i < 10; i += 1) void resource.refresh();
  await vi.advanceTimersByTimeAsync(0);
  expect(load).toHaveBeenCalledTimes(2);
});

it('keeps the old value through a failure, and comes back by itself', async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockResolvedValueOnce('old')
    .mockRejectedValueOnce(away())
    .mockResolvedValueOnce('new');
  const resource = new Resource(load);
  await vi.advanceTimersByTimeAsync(0);
  await resource.refresh();
  expect(resource).toMatchObject({ value: 'old', problem: { code: 'unreachable' } });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(resource).toMatchObject({ value: 'new', problem: null });
});

it('does not ask again for what was refused', async () => {
  const load = vi.fn(() => Promise.reject(new ApiProblem(403, 'forbidden', 'x', null)));
  const resource = new Resource(load);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load).toHaveBeenCalledTimes(1);
  expect(resource.problem?.code).toBe('forbidden');
});

it('asks no more after its end', async () => {
  const load = vi.fn(() => Promise.reject(away()));
  const resource = new Resource(load);
  await vi.advanceTimersByTimeAsync(0);
  resource.dispose();
  await vi.advanceTimersByTimeAsync(60_000);
  await resource.refresh();
  expect(load).toHaveBeenCalledTimes(1);
});
