import { describe, expect, it } from 'vitest';
import { boardParams, trackList } from './params';

const params = (query: string) => boardParams(new URLSearchParams(query));

describe('the address of a board', () => {
  it('needs no more than a track', () => {
    expect(params('track=sandnes')).toEqual({
      trackId: 'sandnes',
      meetingId: undefined,
      density: null,
      gap: 'leader',
      delayMs: 0,
      insetPercent: 0,
      theme: 'dark',
      badge: false,
      holdMs: 10_000,
    });
    expect(params('').trackId).toBeNull();
  });

  it('says everything else, too', () => {
    expect(
      params('track=a&event=r3&density=near&gap=interval&delay=7.5&inset=3&theme=sun&badge=1&hold=0'),
    ).toEqual({
      trackId: 'a',
      meetingId: 'r3',
      density: 'near',
      gap: 'interval',
      delayMs: 7_500,
      insetPercent: 3,
      theme: 'sun',
      badge: true,
      holdMs: 0,
    });
  });

  it.each([
    ['delay=-4', { delayMs: 0 }],
    ['delay=99999', { delayMs: 600_000 }],
    ['delay=soon', { delayMs: 0 }],
    ['delay=Infinity', { delayMs: 0 }],
    ['inset=40', { insetPercent: 15 }],
    ['hold=-1', { holdMs: 0 }],
    ['hold=1e9', { holdMs: 120_000 }],
    ['hold=', { holdMs: 10_000 }],
    ['density=huge', { density: null }],
    ['gap=lap', { gap: 'leader' }],
    ['theme=pink', { theme: 'dark' }],
    ['badge=yes', { badge: false }],
  ])('%s becomes the nearest thing that works', (query, expected) =>
    expect(params(query)).toMatchObject(expected),
  );
});

it('lists the tracks of a wall once each, in their order, without what can be no track', () => {
  const list = (query: string) => trackList(new URLSearchParams(query));
  expect(list('tracks=brno, sandnes,brno,,A.b,*,papendal')).toEqual(['brno', 'sandnes', 'papendal']);
  expect(list(`tracks=${'x'.repeat(65)}`)).toEqual([]);
  expect(list('')).toEqual([]);
});
