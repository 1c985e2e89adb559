import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  crossings,
  decision,
  finished,
  fold,
  gateDrop,
  gateUs,
  moto,
  passageCount,
  programme,
  reset,
  staged,
} from '@/fixtures/race';
import { emptySnapshot, maxRuns, type RaceSnapshot } from './model';
import { reduceRace } from './reduce';

const race = [programme, staged(), gateDrop];

describe('the same rules as the server', () => {
  /** Written by the server's own tests: the events of a race, and the snapshot that its reducer made of them. */
  const approved = (name: string) =>
    JSON.parse(readFileSync(`../BmxTiming.Tests/Snapshots/RaceEngine/${name}.verified.json`, 'utf8'));

  it.each([
    ['CleanRaceTests.Events_of_a_clean_race', 'CleanRaceTests.Snapshot_after_a_clean_race'],
    ['CorrectedRaceTests.Events_of_a_corrected_race', 'CorrectedRaceTests.Snapshot_after_a_corrected_race'],
    ['CorrectedRaceTests.Events_of_practice', 'CorrectedRaceTests.Snapshot_after_practice'],
  ])('folds %s into the very snapshot of the server', (eventsFile, snapshotFile) => {
    const events = approved(eventsFile) as {
      race_seq: number;
      kind: string;
      payload: object;
    }[];
    const snapshot = events.reduce(
      (folded, event) => reduceRace(folded, event.race_seq, { kind: event.kind, ...event.payload }),
      emptySnapshot('track-a'),
    );
    const [server] = approved(snapshotFile) as RaceSnapshot[];
    expect(events.length).toBeGreaterThan(5);
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(server);
  });
});

describe('sequence', () => {
  it('changes nothing for an event that the snapshot holds already', () => {
    const snapshot = fold(race);
    expect(reduceRace(snapshot, snapshot.race_seq, reset)).toBe(snapshot);
    expect(reduceRace(snapshot, 1, reset)).toBe(snapshot);
  });

  it('moves on for a kind it does not know, and for nothing else', () => {
    const snapshot = fold(race);
    const next = reduceRace(snapshot, 99, { kind: 'sponsor_changed' });
    expect(next).toEqual({ ...snapshot, race_seq: 99 });
  });

  it('never writes into the snapshot it was given', () => {
    const frozen = deepFreeze(fold([...race, ...crossings(9)]));
    expect(() => fold([...crossings(passageCount).slice(18), decision, finished], frozen)).not.toThrow();
  });
});

describe('a race', () => {
  it('stands at the gate with every rider in lane order', () => {
    const snapshot = fold([programme, staged()]);
    expect(snapshot).toMatchObject({ phase: 'staged', run_version: 2, track_name: 'Sandnes' });
    expect(snapshot.runs[0]!.positions.map((row) => [row.lane, row.status])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((lane) => [lane, 'at_gate']),
    );
    expect(snapshot.next_motos[0]!.number).toBe(15);
  });

  it('runs from the gate, on a clean sheet when the gate falls again', () => {
    const second = {
      ...gateDrop,
      run_version: 9,
      gate_time_us: gateUs + 5,
      gate_drop_us: gateUs + 7,
      recall: true,
    };
    const [run] = fold([...race, ...crossings(3), second]).runs;
    expect(run).toMatchObject({
      phase: 'racing',
      gate_time_us: gateUs + 5,
      gate_drop_us: gateUs + 7,
      splits: [],
    });
    expect(run!.positions.every((row) => row.status === 'on_track' && row.place === undefined)).toBe(true);
  });

  it('keeps one time per lane and timing point: a corrected one takes the place of the first', () => {
    const again = { ...crossings(1)[0]!, elapsed_us: 2_430_000 };
    const [run] = fold([...race, ...crossings(2), again]).runs;
    expect(run!.splits).toHaveLength(2);
    expect(run!.splits.find((split) => split.lane === 3)!.elapsed_us).toBe(2_430_000);
  });

  it('ends with its results and no open decision', () => {
    const snapshot = fold([...race, ...crossings(passageCount), decision, finished]);
    expect(fold([...race, decision]).runs[0]!.needs_decision).toEqual([5, 7]);
    expect(snapshot.runs[0]).toMatchObject({ phase: 'finished', needs_decision: [], official: false });
    expect(snapshot).toMatchObject({ phase: 'finished', run_version: 4 });
  });

  it('takes a correction without changing the phase', () => {
    const results = [{ ...(finished.results as object[])[0]!, place: 2 }];
    const corrected = {
      kind: 'result_corrected',
      run_id: 'moto-14-r1',
      run_version: 5,
      reason: 'late_read',
      results,
    };
    const snapshot = fold([...race, ...crossings(passageCount), finished, corrected]);
    expect(snapshot.runs[0]).toMatchObject({ phase: 'finished', results: [{ place: 2 }] });
    expect(snapshot.run_version).toBe(5);
  });

  it('is gone when taken off the gate, and abandoned when reset', () => {
    expect(
      fold([programme, staged(), { kind: 'race_unstaged', run_id: 'moto-14-r1', run_version: 3 }]),
    ).toMatchObject({
      phase: 'idle',
      runs: [],
      run_version: 3,
    });
    expect(fold([...race, reset])).toMatchObject({ phase: 'abandoned', run_version: 4 });
  });

  it('raises the version with an intent that changed nothing else', () => {
    const applied = {
      kind: 'control_applied',
      intent_id: 'i',
      intent: 'programme',
      actor: 'a',
      run_version: 7,
    };
    expect(fold([programme, applied]).run_version).toBe(7);
  });

  it('is not touched by an event of a run that is not here', () => {
    const before = fold(race);
    const after = fold([{ ...crossings(1)[0]!, run_id: 'moto-99-r1' }], before);
    expect(after.runs).toEqual(before.runs);
  });
});

describe('overlapping races', () => {
  const gate = (number: number) => ({ ...staged(), run_id: `moto-${number}-r1`, moto: moto(number) });

  it('keeps the race on the track under the moto at the gate', () => {
    const snapshot = fold([...race, gate(15)]);
    expect(snapshot.runs.map((run) => [run.run_id, run.phase])).toEqual([
      ['moto-15-r1', 'staged'],
      ['moto-14-r1', 'racing'],
    ]);
    expect(snapshot.phase).toBe('staged');
  });

  it('keeps the latest result only, and never more runs than the bound', () => {
    const ended = fold([...race, finished, gate(15), { ...reset, run_id: 'moto-15-r1' }]);
    expect(ended.runs.map((run) => run.run_id)).toEqual(['moto-15-r1']);
    const many = fold([gate(1), gate(2), gate(3), gate(4), gate(5), gate(6)]);
    expect(many.runs).toHaveLength(maxRuns);
    expect(many.runs[0]!.run_id).toBe('moto-6-r1');
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
