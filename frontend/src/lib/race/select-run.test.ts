import { describe, expect, it } from 'vitest';
import { finished, fold, gateDrop, gateUs, moto, programme, staged } from '@/fixtures/race';
import { selectRun } from './select-run';

const secondGate = { ...staged(), run_id: 'moto-15-r1', moto: moto(15) };
const endUs = gateUs + 35_000_000;
const ended = new Map([['moto-14-r1', endUs]]);
const ids = ({ main, staged: gate, alsoRacing }: ReturnType<typeof selectRun>) => [
  main?.run_id,
  gate?.run_id,
  alsoRacing?.run_id,
];

describe('what a board is about', () => {
  it('is nothing on an empty track', () => {
    expect(selectRun(fold([programme]), gateUs, new Map())).toEqual({
      main: null,
      staged: null,
      alsoRacing: null,
    });
  });

  it('is the race on the track while the next moto is at the gate', () => {
    expect(ids(selectRun(fold([staged(), gateDrop, secondGate]), gateUs, new Map()))).toEqual([
      'moto-14-r1',
      'moto-15-r1',
      undefined,
    ]);
  });

  it('is the later of two races, and names the other', () => {
    const both = fold([staged(), gateDrop, secondGate, { ...gateDrop, run_id: 'moto-15-r1' }]);
    expect(ids(selectRun(both, gateUs, new Map()))).toEqual(['moto-15-r1', undefined, 'moto-14-r1']);
  });

  it('is a result until it has been held, then the gate', () => {
    const snapshot = fold([staged(), gateDrop, finished, secondGate]);
    expect(ids(selectRun(snapshot, endUs + 9_999_999, ended))).toEqual([
      'moto-14-r1',
      'moto-15-r1',
      undefined,
    ]);
    expect(ids(selectRun(snapshot, endUs + 10_000_000, ended))).toEqual(['moto-15-r1', undefined, undefined]);
    expect(ids(selectRun(snapshot, endUs + 1, ended, 0))).toEqual(['moto-15-r1', undefined, undefined]);
  });

  it('stays a result for as long as no moto comes to the gate', () => {
    expect(ids(selectRun(fold([staged(), gateDrop, finished]), endUs + 3_600_000_000, ended))[0]).toBe(
      'moto-14-r1',
    );
  });

  it('holds a result that ended before the page was opened, from its last crossing', () => {
    const snapshot = fold([staged(), gateDrop, finished, secondGate]);
    expect(ids(selectRun(snapshot, gateUs + 5_000_000, new Map()))[0]).toBe('moto-14-r1');
    expect(ids(selectRun(snapshot, gateUs + 11_000_000, new Map()))[0]).toBe('moto-15-r1');
  });

  it('is the gate when no clock says how long the result has stood', () => {
    expect(ids(selectRun(fold([staged(), gateDrop, finished, secondGate]), null, ended))[0]).toBe(
      'moto-15-r1',
    );
  });
});
