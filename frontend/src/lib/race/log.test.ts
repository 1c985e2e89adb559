import { expect, it } from 'vitest';
import { logEntry } from './log';

const applied = {
  kind: 'control_applied',
  intent_id: 'i-1',
  intent: 'stage',
  actor: 'Race office',
  run_version: 3,
  run_id: 'moto-14-r1',
};

it('says who did what', () => {
  expect(logEntry(4, 10, applied)).toEqual({
    seq: 4,
    atUs: 10,
    tone: 'control',
    who: 'Race office',
    what: 'Staged moto-14-r1',
    intentId: 'i-1',
  });
});

it('says why something was refused', () => {
  const rejected = {
    ...applied,
    kind: 'control_rejected',
    run_id: undefined,
    intent: 'force_finish',
    code: 'not_racing',
    message: 'No race.',
  };
  expect(logEntry(4, 10, rejected)).toMatchObject({
    tone: 'refused',
    what: 'Refused to force a finish: No race.',
    intentId: 'i-1',
  });
});

it('names an intent it has no words for', () => {
  expect(logEntry(4, 10, { ...applied, intent: 'lane_swap' } as object)!.what).toBe('lane_swap moto-14-r1');
});

it.each(['split_time', 'positions_update', 'input_ignored', 'something_new', undefined])(
  'leaves out %s',
  (kind) => {
    expect(logEntry(1, 1, { kind })).toBeNull();
  },
);
