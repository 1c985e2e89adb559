import { expect, it, vi } from 'vitest';
import { sourceKey } from './source';
import { linkToken, reloadKeepingToken, takeTokenFromFragment } from './token';
import { liveUrl } from './url';

const place = (hash: string) =>
  ({ hash, pathname: '/board/tower', search: '?track=sandnes', reload: vi.fn() }) as unknown as Location & {
    reload: ReturnType<typeof vi.fn>;
  };
const past = () =>
  ({ state: { index: 1 }, replaceState: vi.fn() }) as unknown as History & {
    replaceState: ReturnType<typeof vi.fn>;
  };

it('builds the address of a scope, and encodes what goes into it', () => {
  const scope = { trackId: 'a&b', channels: ['race'] as const };
  expect(liveUrl(scope, { protocol: 'http:', host: '127.0.0.1:5080' })).toBe(
    'ws://127.0.0.1:5080/ws/v1/live?track_id=a%26b&channels=race',
  );
});

it('shares a source only between users of the same scope, delay and pace', () => {
  const scope = { trackId: 'sandnes', channels: ['race'] as const };
  const keys = [
    sourceKey({ scope }),
    sourceKey({ scope, delayMs: 5_000 }),
    sourceKey({ scope, minIntervalMs: 200 }),
    sourceKey({ scope: { ...scope, meetingId: 'club-r3' } }),
    sourceKey({ scope: { ...scope, channels: ['race', 'decoder'] } }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(sourceKey({ scope: { ...scope }, delayMs: 0, minIntervalMs: 0 })).toBe(keys[0]);
});

it('leaves an address without a token alone', () => {
  const history = past();
  takeTokenFromFragment(place('#lane-3'), history);
  expect(history.replaceState).not.toHaveBeenCalled();
  expect(linkToken()).toBeNull();
});

it('moves the token out of the address bar and keeps the rest of the fragment', () => {
  const history = past();
  takeTokenFromFragment(place('#t=abc.def-_&x=1'), history);
  expect(linkToken()).toBe('abc.def-_');
  expect(history.replaceState).toHaveBeenCalledWith({ index: 1 }, '', '/board/tower?track=sandnes#x=1');
});

it('gives the token to the page that replaces this one', () => {
  const history = past();
  const location = place('');
  reloadKeepingToken(location, history);
  expect(history.replaceState).toHaveBeenCalledWith(
    { index: 1 },
    '',
    '/board/tower?track=sandnes#t=abc.def-_',
  );
  expect(location.reload).toHaveBeenCalledOnce();
});
