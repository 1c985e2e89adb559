import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/problem';
import type { IntentAnswer } from '@/api/types';
import type { LogEntry } from '@/race/log';
import { ControlDesk } from './desk.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const body = { run_version: 4, run_id: 'moto-14-r1' };
const line = (intentId: string, tone: LogEntry['tone']): LogEntry => ({
  seq: 1,
  atUs: 0,
  tone,
  who: 'Race office',
  what: 'Refused to force a finish: No race.',
  intentId,
});

function deskThat(answers: () => Promise<IntentAnswer>) {
  const keys: string[] = [];
  const desk = new ControlDesk('sandnes', (_track, _intent, _body, key) => {
    keys.push(key);
    return answers();
  });
  return { desk, keys };
}
const applied = () => Promise.resolve<IntentAnswer>({ kind: 'applied', runVersion: 5, runId: 'moto-14-r1' });

describe('a request', () => {
  it('stays pending after the HTTP answer, until the race shows it', async () => {
    const { desk } = deskThat(applied);
    desk.observe(4, []);
    expect(await desk.act('force_finish', body)).toBe(true);
    expect(desk.pending?.intent).toBe('force_finish');
    desk.observe(4, []);
    expect(desk.pending).not.toBeNull();
    desk.observe(5, []);
    expect(desk.pending).toBeNull();
    expect(desk.message).toBeNull();
  });

  it('is settled by an event that was faster than the HTTP answer', async () => {
    const { desk } = deskThat(applied);
    const act = desk.act('force_finish', body);
    desk.observe(5, []);
    await act;
    expect(desk.pending).toBeNull();
  });

  it('is sent once: a second press waits for the first', async () => {
    const { desk, keys } = deskThat(applied);
    const first = desk.act('force_finish', body);
    expect(await desk.act('force_finish', body)).toBe(false);
    await first;
    expect(keys).toHaveLength(1);
  });

  it('has a key of its own', async () => {
    const { desk, keys } = deskThat(applied);
    await desk.act('reset', body);
    desk.observe(5, []);
    await desk.act('reset', body);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('that the engine has not answered in time is settled by its line in the log', async () => {
    const { desk } = deskThat(() => Promise.resolve({ kind: 'accepted', intentId: 'i-7' }));
    await desk.act('force_finish', body);
    desk.observe(99, [line('i-8', 'control')]);
    expect(desk.pending).not.toBeNull();
    desk.observe(99, [line('i-7', 'control')]);
    expect(desk.pending).toBeNull();
    expect(desk.message).toBeNull();
  });

  it('that is refused later says why', async () => {
    const { desk } = deskThat(() => Promise.resolve({ kind: 'accepted', intentId: 'i-7' }));
    await desk.act('force_finish', body);
    desk.observe(4, [line('i-7', 'refused')]);
    expect(desk.pending).toBeNull();
    expect(desk.message).toMatchObject({ tone: 'refused', text: 'Refused to force a finish: No race.' });
  });

  it('does not keep the page waiting for ever', async () => {
    const { desk } = deskThat(applied);
    await desk.act('force_finish', body);
    vi.advanceTimersByTime(9_999);
    expect(desk.pending).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(desk.pending).toBeNull();
    expect(desk.message?.code).toBe('no_answer');
  });
});

describe('a refusal', () => {
  const refusal = (status: number, code: string, detail: string) => () =>
    Promise.reject(new ApiProblem(status, code, detail, 'trace-1'));

  it('for an old view says so in words of its own', async () => {
    const { desk } = deskThat(refusal(409, 'version_conflict', 'x'));
    expect(await desk.act('force_finish', body)).toBe(false);
    expect(desk.pending).toBeNull();
    expect(desk.message).toEqual({
      tone: 'refused',
      text: 'The race moved on before your press arrived.',
      code: 'version_conflict',
      traceId: 'trace-1',
    });
  });

  it('for another reason gives the engine’s', async () => {
    const { desk } = deskThat(refusal(409, 'already_staged', 'Another moto stands at the gate.'));
    await desk.act('stage', body);
    expect(desk.message).toMatchObject({ tone: 'refused', text: 'Another moto stands at the gate.' });
  });

  it('that is no answer of the engine is trouble, and the next press clears it', async () => {
    const { desk } = deskThat(refusal(0, 'unreachable', 'The server cannot be reached.'));
    await desk.act('stage', body);
    expect(desk.message?.tone).toBe('trouble');
    const again = desk.act('stage', body);
    expect(desk.message).toBeNull();
    await again;
  });
});

it('leaves no timer behind', async () => {
  const { desk } = deskThat(applied);
  await desk.act('force_finish', body);
  desk.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
