import { describe, expect, it } from 'vitest';
import { codeWord, formatAge, formatClock, formatGap, formatTime, formatTimeOfDay } from './format';

describe('times', () => {
  it.each([
    [0, '0.000'],
    [999, '0.000'],
    [34_118_999, '34.118'],
    [59_999_999, '59.999'],
    [60_000_000, '1:00.000'],
    [62_345_000, '1:02.345'],
    [3_600_000_000, '60:00.000'],
  ])('%i µs is %s: cut, never rounded up', (us, text) => expect(formatTime(us)).toBe(text));

  it.each([
    [-250_000, '0.0'],
    [0, '0.0'],
    [99_999, '0.0'],
    [21_499_999, '21.4'],
    [61_050_000, '1:01.0'],
  ])('a running clock at %i µs shows %s', (us, text) => expect(formatClock(us)).toBe(text));
});

describe('gaps', () => {
  it('are typed, and said with a sign', () => {
    expect(formatGap({ kind: 'gap', ms: 148 })).toBe('+0.148');
    expect(formatGap({ kind: 'gap', ms: 0 })).toBe('+0.000');
    expect(formatGap({ kind: 'gap', ms: -7 })).toBe('−0.007');
    expect(formatGap({ kind: 'gap', ms: 61_004 })).toBe('+1:01.004');
    expect(formatGap({ kind: 'time', us: 33_182_000 })).toBe('33.182');
    expect(formatGap({ kind: 'none' })).toBe('–');
  });

  it('show a code as a word, also one that is new', () => {
    expect(formatGap({ kind: 'code', code: 'dnf' })).toBe('DNF');
    expect(codeWord('rel')).toBe('REL');
    expect(codeWord('7a')).toBe('7A');
  });
});

it('tells an age in the unit that matters', () => {
  expect([-5, 0, 12_900, 119_999, 120_000, 7_199_000, 7_200_000].map(formatAge)).toEqual([
    '0 s',
    '0 s',
    '12 s',
    '119 s',
    '2 min',
    '119 min',
    '2 h',
  ]);
});

it('tells the time of day, with milliseconds if asked', () => {
  const us = new Date(2026, 10, 24, 9, 5, 7, 42).getTime() * 1000;
  expect(formatTimeOfDay(us)).toBe('09:05:07');
  expect(formatTimeOfDay(us + 999, true)).toBe('09:05:07.042');
});
