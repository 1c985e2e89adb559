import { expect, it } from 'vitest';
import { emptyDecoderView, maxGateway, maxNoise, maxPassings, type DecoderView } from './model';
import { fromDecoderSnapshot, reduceDecoder } from './reduce';

const passing = (n: number) => ({
  message_type: 'PASSING',
  passing_number: n,
  rtc_time_us: n,
  flags: 0,
  decoder_id: 7,
  client_id: 'box',
  captured_at_us: n,
});
const status = (decoder: number, noise?: number) => ({
  message_type: 'STATUS',
  decoder_id: decoder,
  noise,
  client_id: 'box',
  captured_at_us: 1,
});
const feed = (messages: Record<string, unknown>[], from: DecoderView = emptyDecoderView) =>
  messages.reduce(reduceDecoder, from);

it('keeps the last passings, latest first', () => {
  const view = feed(Array.from({ length: maxPassings + 10 }, (_, i) => passing(i)));
  expect(view.passings).toHaveLength(maxPassings);
  expect(view.passings[0]!.passing_number).toBe(maxPassings + 9);
});

it('keeps one status per decoder, in order of their numbers', () => {
  const view = feed([status(9, 20), status(3, 21), status(9, 22)]);
  expect(view.status.map((s) => [s.decoder_id, s.noise])).toEqual([
    [3, 21],
    [9, 22],
  ]);
});

it('draws the noise of each decoder, within its bound, and skips reports without it', () => {
  const view = feed([
    ...Array.from({ length: maxNoise + 5 }, (_, i) => status(9, i)),
    status(9),
    status(3, 1),
  ]);
  expect(view.noise.get(9)).toHaveLength(maxNoise);
  expect(view.noise.get(9)!.at(-1)).toBe(maxNoise + 4);
  expect(view.noise.get(3)).toEqual([1]);
});

it('keeps what the track box said, within its bound', () => {
  const view = feed(
    Array.from({ length: maxGateway + 3 }, (_, i) => ({ message_type: 'GATEWAY', kind: `k${i}` })),
  );
  expect(view.gateway).toHaveLength(maxGateway);
  expect(view.gateway[0]!.kind).toBe(`k${maxGateway + 2}`);
});

it('ignores what it does not know, and changes no view it was given', () => {
  const before = feed([passing(1), status(3, 5)]);
  expect(reduceDecoder(before, { message_type: 'VERSION' })).toBe(before);
  reduceDecoder(before, passing(2));
  reduceDecoder(before, status(3, 6));
  expect(before.passings).toHaveLength(1);
  expect(before.noise.get(3)).toEqual([5]);
});

it('starts over from a snapshot, but keeps the curve and the words of the box through a resync', () => {
  const before = feed([status(3, 5), { message_type: 'GATEWAY', kind: 'decoder_connected' }, passing(1)]);
  const view = fromDecoderSnapshot(
    { status: [status(9, 1), status(3, 6)], passings: [passing(4), passing(5)] },
    before,
  );
  expect(view.passings.map((p) => p.passing_number)).toEqual([5, 4]);
  expect(view.status.map((s) => s.decoder_id)).toEqual([3, 9]);
  expect(view.noise.get(3)).toEqual([5]);
  expect(view.gateway).toHaveLength(1);
  expect(fromDecoderSnapshot({})).toEqual(emptyDecoderView);
});
