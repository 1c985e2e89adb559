import { expect, it } from 'vitest';
import { latencyGrade, LatencyWindow } from './latency';

it('knows nothing before the first sample', () => {
  expect(new LatencyWindow().read()).toBeNull();
});

it('reads median and 95th of the last 120', () => {
  const window = new LatencyWindow();
  for (let i = 0; i < 500; i += 1) window.add(9_999);
  for (let i = 1; i <= 120; i += 1) window.add(i);
  expect(window.read()).toEqual({ lastMs: 120, p50Ms: 61, p95Ms: 115 });
});

it('grades against the objective of half a second', () => {
  expect([249, 250, 499, 500].map(latencyGrade)).toEqual(['good', 'fair', 'fair', 'bad']);
});
