import { describe, expect, it } from 'vitest';
import {
  crossings,
  decision,
  finished,
  fold,
  gateDrop,
  passageCount,
  programme,
  staged,
} from '@/fixtures/race';
import { formatGap } from './format';
import type { Run } from './model';
import { leaderSplits, towerRows, winningTimeUs, type GapMode } from './standings';

const race = [programme, staged(), gateDrop];
const runAfter = (steps: Parameters<typeof fold>[0]): Run => fold(steps).runs[0]!;
const byRank = (run: Run, mode: GapMode = 'leader') => towerRows(run, mode).sort((a, b) => a.rank - b.rank);
const values = (run: Run, mode?: GapMode) =>
  byRank(run, mode).map((row) => `${row.lane} ${formatGap(row.value)}`);
const result = runAfter([...race, ...crossings(passageCount), decision, finished]);

describe('rows', () => {
  it('stay in lane order, whatever the order of the race', () => {
    for (const count of [0, 3, 11, passageCount]) {
      const rows = towerRows(runAfter([...race, ...crossings(count)]), 'leader');
      expect(rows.map((row) => row.lane)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(rows.map((row) => row.rank).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });

  it('have no places and no times at the gate', () => {
    const rows = towerRows(runAfter([programme, staged()]), 'leader');
    expect(rows.every((row) => row.place === null && row.value.kind === 'none' && row.timeUs === null)).toBe(
      true,
    );
  });

  it('tell riders of one surname apart', () => {
    const names = towerRows(result, 'leader').map((row) => row.shortName);
    expect(names.slice(6)).toEqual(['N. Sato', 'I. Sato']);
    expect(names[3]).toBe('van der Berg');
  });

  it('name a rider that the positions forgot', () => {
    const run = runAfter([...race, ...crossings(4)]);
    const rows = towerRows({ ...run, positions: run.positions.filter((row) => row.lane !== 7) }, 'leader');
    expect(rows).toHaveLength(8);
    expect(rows[6]).toMatchObject({ lane: 7, rank: 7, place: null });
  });

  it('show a lane that no rider is known for', () => {
    const run = runAfter([...race, ...crossings(1)]);
    const rows = towerRows({ ...run, riders: run.riders.filter((rider) => rider.lane !== 3) }, 'leader');
    expect(rows.find((row) => row.lane === 3)).toMatchObject({ name: 'Lane 3', plate: '', place: 1 });
  });

  it('mark who waits for an official', () => {
    const rows = towerRows(runAfter([...race, ...crossings(passageCount), decision]), 'leader');
    expect(rows.filter((row) => row.needsDecision).map((row) => row.lane)).toEqual([5, 7]);
  });
});

describe('gaps during the race', () => {
  it('are a time for the leader, a gap to the leader at the same point for the others, and nothing yet for the rest', () => {
    expect(values(runAfter([...race, ...crossings(3)])).slice(0, 4)).toEqual([
      '3 2.431',
      '8 +0.001',
      '1 +0.076',
      '2 –',
    ]);
  });

  it('are to the rider in front in interval mode', () => {
    expect(values(runAfter([...race, ...crossings(3)]), 'interval').slice(0, 3)).toEqual([
      '3 2.431',
      '8 +0.001',
      '1 +0.075',
    ]);
  });

  it('are not shown as zero for a rider who led at a point that others have left behind', () => {
    // Lane 8 leads at split 1; lane 3, second, led at the hill and has not come to split 1 yet.
    const rows = byRank(runAfter([...race, ...crossings(9)]));
    expect(rows[0]).toMatchObject({ lane: 8, value: { kind: 'time', us: 12_338_000 } });
    expect(rows[1]).toMatchObject({ lane: 3, value: { kind: 'none' } });
  });

  it('agree with the times beside them to the millisecond', () => {
    const run = runAfter([...race, ...crossings(2)]);
    const odd = {
      ...run,
      positions: run.positions.map((row) =>
        row.lane === 3
          ? { ...row, elapsed_us: 2_431_900 }
          : row.lane === 8
            ? { ...row, elapsed_us: 2_432_100, gap_us: 200 }
            : row,
      ),
    };
    expect(values(odd).slice(0, 2)).toEqual(['3 2.431', '8 +0.001']);
  });

  it('are words for a rider who is out', () => {
    const run = runAfter([...race, ...crossings(3)]);
    const rows = towerRows(
      { ...run, positions: run.positions.map((row) => (row.lane === 7 ? { ...row, status: 'dnf' } : row)) },
      'leader',
    );
    expect(rows[6]!.value).toEqual({ kind: 'code', code: 'dnf' });
    expect(rows[6]!.code).toBe('dnf');
  });
});

describe('results', () => {
  it('list the finishers by place, then the codes', () => {
    expect(values(result)).toEqual([
      '3 33.182',
      '8 +0.148',
      '2 +1.317',
      '1 +1.532',
      '4 +1.532',
      '6 +1.720',
      '5 DNF',
      '7 DNS',
    ]);
  });

  it('share a place and say so', () => {
    const tied = byRank(result).filter((row) => row.tie);
    expect(tied.map((row) => [row.lane, row.place])).toEqual([
      [1, 4],
      [4, 4],
    ]);
    expect(values(result, 'interval')[4]).toBe('4 +0.000');
  });

  it('have one winner, and the winner’s time', () => {
    expect(
      byRank(result)
        .filter((row) => row.winner)
        .map((row) => row.lane),
    ).toEqual([3]);
    expect(winningTimeUs(result)).toBe(33_182_000);
    expect(winningTimeUs(runAfter(race))).toBeNull();
  });

  it('take a corrected split from the result', () => {
    const corrected = {
      ...result,
      results: result.results!.map((row) =>
        row.lane === 3
          ? {
              ...row,
              splits: row.splits.map((s) =>
                s.timing_point === 'hill' ? { ...s, elapsed_us: 2_500_000 } : s,
              ),
            }
          : row,
      ),
    };
    expect(towerRows(corrected, 'leader')[2]!.splitsUs[0]).toBe(2_500_000);
    expect(leaderSplits(corrected)[0]).toMatchObject({ lane: 8, elapsedUs: 2_432_000 });
  });

  it('keep the plate of a rider who left the list', () => {
    const rows = towerRows({ ...result, riders: [] }, 'leader');
    expect(rows[2]!.plate).toBe('W8');
  });
});

describe('the first at each timing point', () => {
  it('is the fastest, not the one who was heard first', () => {
    const [first, second] = crossings(2).filter((step) => step.kind === 'split_time');
    expect(leaderSplits(runAfter([...race, second!, first!]))[0]).toMatchObject({
      lane: 3,
      elapsedUs: 2_431_000,
    });
  });

  it('is nobody before anybody came', () => {
    expect(leaderSplits(runAfter(race)).map((leader) => leader.lane)).toEqual([null, null, null, null]);
  });
});
