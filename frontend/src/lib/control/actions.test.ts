import { describe, expect, it } from 'vitest';
import { finished, fold, gateDrop, moto, programme, reset, staged } from '@/fixtures/race';
import type { RaceSnapshot } from '@/race/model';
import { armId, controlActions, raceNow, type ControlView } from './actions';

const next = { moto_id: 'moto-15', number: 15, state: 'planned' };
const empty = fold([programme]);
const atGate = fold([programme, staged()]);
const racing = fold([programme, staged(), gateDrop]);
const over = fold([programme, staged(), gateDrop, finished]);
const secondGate = fold([{ ...staged(), run_id: 'moto-15-r1', run_version: 4, moto: moto(15) }], racing);

function actionsOf(snapshot: RaceSnapshot | null, more: Partial<ControlView> = {}) {
  const list = controlActions({ snapshot, link: 'live', meetingId: 'club-r3', selected: next, ...more });
  return Object.fromEntries(list.map((action) => [action.intent, action]));
}
const blocked = (snapshot: RaceSnapshot | null, more?: Partial<ControlView>) =>
  Object.fromEntries(
    Object.entries(actionsOf(snapshot, more)).map(([intent, action]) => [intent, action.blocked]),
  );

describe('what can be done', () => {
  it('on an empty track: stage', () => {
    expect(blocked(empty)).toEqual({
      stage: null,
      unstage: 'No moto is at the gate.',
      force_finish: 'No race is running.',
      reset: 'No race to reset.',
    });
  });

  it('at the gate: take it off', () => {
    expect(blocked(atGate)).toMatchObject({
      stage: 'Moto 14 is at the gate.',
      unstage: null,
      force_finish: 'No race is running.',
    });
  });

  it('in a race: finish, reset, and stage the next', () => {
    expect(blocked(racing)).toEqual({
      stage: null,
      unstage: 'No moto is at the gate.',
      force_finish: null,
      reset: null,
    });
  });

  it('with a moto at the gate behind a race: all but staging', () => {
    expect(blocked(secondGate)).toEqual({
      stage: 'Moto 15 is at the gate.',
      unstage: null,
      force_finish: null,
      reset: null,
    });
  });

  it('after a race: stage, or reset it', () => {
    expect(blocked(over)).toMatchObject({ stage: null, force_finish: 'No race is running.', reset: null });
    expect(blocked(fold([reset], racing))).toMatchObject({ reset: 'No race to reset.' });
  });

  it.each(['connecting', 'syncing', 'stale', 'offline', 'refused'] as const)(
    'nothing while the link is %s',
    (link) => {
      expect(new Set(Object.values(blocked(racing, { link })))).toEqual(
        new Set(['No live connection: what you see may be old.']),
      );
    },
  );

  it('nothing before the first snapshot', () => {
    expect(Object.values(blocked(null)).every((why) => why !== null)).toBe(true);
  });

  it('no staging without a meeting, without a moto, or of a moto that is on the track', () => {
    expect(blocked(empty, { meetingId: null }).stage).toBe('No meeting on this track.');
    expect(blocked(empty, { selected: null }).stage).toBe('Every moto has been raced.');
    expect(blocked(racing, { selected: { ...next, number: 14, state: 'racing' } }).stage).toBe(
      'Moto 14 is on the track.',
    );
  });
});

describe('what a button says and sends', () => {
  it('names the moto it would act on', () => {
    const labels = Object.values(actionsOf(secondGate)).map((action) => action.label);
    expect(labels).toEqual([
      'Stage moto 15',
      'Undo: take moto 15 off the gate',
      'Force the finish of moto 14',
      'Reset moto 14 for a re-run',
    ]);
  });

  it('sends the version that the operator sees', () => {
    const { stage, unstage, force_finish, reset: again } = actionsOf(secondGate);
    expect(stage!.body).toEqual({ run_version: 4, meeting_id: 'club-r3', moto_id: 'moto-15' });
    expect(unstage!.body).toEqual({ run_version: 4, run_id: 'moto-15-r1' });
    expect(force_finish!.body).toEqual({ run_version: 4, run_id: 'moto-14-r1' });
    expect(again!.body).toEqual({ run_version: 4, run_id: 'moto-14-r1' });
  });

  it('wants a second press for what cannot be taken back, and only for that', () => {
    const twice = Object.values(actionsOf(racing)).filter((action) => action.twice);
    expect(twice.map((action) => action.intent)).toEqual(['force_finish', 'reset']);
  });

  it('does not let half a press for one race count for the next', () => {
    const nextRace = fold([{ ...gateDrop, run_id: 'moto-15-r1', run_version: 5 }], secondGate);
    expect(armId(actionsOf(nextRace).force_finish!)).not.toBe(armId(actionsOf(racing).force_finish!));
    expect(armId(actionsOf(racing).force_finish!)).not.toBe(armId(actionsOf(racing).reset!));
  });

  it('has one key per act', () => {
    expect(Object.values(actionsOf(empty)).map((action) => action.key)).toEqual(['S', 'U', 'F', 'R']);
  });
});

it('says in one sentence how the race stands', () => {
  expect(raceNow(null)).toBe('Now the track is empty.');
  expect(raceNow(empty)).toBe('Now the track is empty.');
  expect(raceNow(secondGate)).toBe('Now moto 15 is at the gate, moto 14 is on the track.');
  expect(raceNow(over)).toBe('Now moto 14 has finished.');
});
