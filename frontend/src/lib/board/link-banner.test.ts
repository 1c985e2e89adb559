import { describe, expect, it } from 'vitest';
import { firstStatus, type LinkStatus } from '@/live/link';
import { linkBanner } from './link-banner';

const link = (change: Partial<LinkStatus>): LinkStatus => ({ ...firstStatus, ...change });

describe('a board', () => {
  it('says nothing while its data is fresh', () => {
    expect(linkBanner(link({ state: 'live', lastFrameAtMs: 0 }), true, 50_000)).toBeNull();
  });

  it('tells how old its data is', () => {
    expect(linkBanner(link({ state: 'stale', lastFrameAtMs: 1_000 }), true, 13_500)).toEqual({
      tone: 'alarm',
      title: 'No connection',
      detail: 'data 12 s old',
    });
    expect(linkBanner(link({ state: 'offline', lastFrameAtMs: 0 }), true, 400_000)?.detail).toBe(
      'data 6 min old',
    );
  });

  it.each(['connecting', 'syncing', 'offline'] as const)(
    'does not flicker while %s for a moment',
    (state) => {
      expect(linkBanner(link({ state, lastFrameAtMs: 0 }), true, 1_499)).toBeNull();
      expect(linkBanner(link({ state, lastFrameAtMs: 0 }), true, 1_500)?.tone).toBe('alarm');
    },
  );

  it('waits in words when the server is not there yet', () => {
    expect(linkBanner(link({ state: 'connecting' }), false, 0)).toMatchObject({
      tone: 'quiet',
      title: 'Connecting',
    });
    expect(linkBanner(link({ state: 'offline', retryAtMs: 4_200 }), false, 1_000)).toEqual({
      tone: 'quiet',
      title: 'Waiting for the server',
      detail: 'Trying again in 4 s',
    });
    expect(linkBanner(link({ state: 'offline', retryAtMs: 500 }), false, 1_000)?.detail).toBe(
      'Trying again in 0 s',
    );
  });

  it('says that a link has no rights, also over data it once had', () => {
    const refused = link({
      state: 'refused',
      error: { code: 'forbidden_track', message: 'x', strategy: 'fatal' },
    });
    expect(linkBanner(refused, true, 0)).toMatchObject({ tone: 'alarm', title: 'No access' });
    const wrong = link({
      state: 'refused',
      error: { code: 'invalid_subscription', message: 'No such track.', strategy: 'fatal' },
    });
    expect(linkBanner(wrong, false, 0)).toMatchObject({ title: 'Wrong link', detail: 'No such track.' });
  });

  it('says that it starts late on purpose', () => {
    const live = link({ state: 'live', lastFrameAtMs: 0 });
    expect(linkBanner(live, false, 0, 30_000)).toEqual({
      tone: 'quiet',
      title: 'Delayed by 30 s',
      detail: 'The picture starts then',
    });
    expect(linkBanner(live, false, 0, 0)).toBeNull();
    expect(linkBanner(live, true, 0, 30_000)).toBeNull();
  });
});
