import { expect, it } from 'vitest';
import { crossings, finished, fold, gateDrop, gateUs, passageCount, reset, staged } from '@/fixtures/race';
import { clockFace } from './clock-face';
import { phaseLabel } from './phases';

const racing = fold([staged(), gateDrop]).runs[0]!;

it('stands at zero without a race, at the gate and after a reset', () => {
  expect(clockFace(null, gateUs)).toEqual({ text: '0.0', running: false });
  expect(clockFace(fold([staged()]).runs[0]!, gateUs)).toEqual({ text: '0.0', running: false });
  expect(clockFace(fold([staged(), gateDrop, reset]).runs[0]!, gateUs)).toEqual({
    text: '0.0',
    running: false,
  });
});

it('runs from the fall of the gate, on the server’s clock', () => {
  expect(clockFace(racing, gateUs + 21_460_000)).toEqual({ text: '21.4', running: true });
  expect(clockFace(racing, gateUs - 90_000)).toEqual({ text: '0.0', running: true });
});

it('does not guess while no clock is known', () => {
  expect(clockFace(racing, null)).toEqual({ text: '~', running: true });
});

it('stops at the winner’s time', () => {
  const run = fold([staged(), gateDrop, ...crossings(passageCount), finished]).runs[0]!;
  expect(clockFace(run, gateUs + 99_000_000)).toEqual({ text: '33.182', running: false });
});

it('gives every phase a word and a shape of its own', () => {
  const result = { ...racing, phase: 'finished' as const };
  const labels = [
    null,
    { ...racing, phase: 'staged' as const },
    racing,
    result,
    { ...result, official: true },
    { ...racing, phase: 'abandoned' as const },
  ].map(phaseLabel);
  expect(labels.map((label) => label.word)).toEqual([
    'No race',
    'At the gate',
    'Racing',
    'Provisional',
    'Official',
    'Stopped',
  ]);
  expect(new Set(labels.map((label) => label.shape)).size).toBe(labels.length);
});
