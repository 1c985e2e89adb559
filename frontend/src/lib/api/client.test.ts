import { describe, expect, it, vi } from 'vitest';
import { listTracks, newIdempotencyKey, sendIntent, type Fetch } from './client';
import { ApiProblem, problemOf } from './problem';

const answer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const stub = (...answers: Response[]) => vi.fn<Fetch>(() => Promise.resolve(answers.shift()!));

describe('lists', () => {
  it('are read to their last page', async () => {
    const fetcher = stub(
      answer({ items: [{ track_id: 'a' }], next_cursor: 'x/y' }),
      answer({ items: [{ track_id: 'b' }], next_cursor: null }),
    );
    expect((await listTracks(fetcher)).map((track) => track.track_id)).toEqual(['a', 'b']);
    expect(fetcher.mock.calls.map(([request]) => request.url.replace(location.origin, ''))).toEqual([
      '/api/tracks',
      '/api/tracks?cursor=x%2Fy',
    ]);
  });

  it('end after twenty pages, whatever the server says', async () => {
    const fetcher = vi.fn<Fetch>(() => Promise.resolve(answer({ items: [], next_cursor: 'again' })));
    await listTracks(fetcher);
    expect(fetcher).toHaveBeenCalledTimes(20);
  });
});

describe('an intent', () => {
  it('carries its key and the version', async () => {
    const fetcher = stub(answer({ outcome: 'applied', run_version: 5, run_id: 'moto-1-r1' }));
    expect(
      await sendIntent('sandnes', 'reset', { run_version: 4, run_id: 'moto-1-r1' }, 'key-1', fetcher),
    ).toEqual({
      kind: 'applied',
      runVersion: 5,
      runId: 'moto-1-r1',
    });
    const [request] = fetcher.mock.calls[0]!;
    expect(request.method).toBe('POST');
    expect(request.url).toBe(`${location.origin}/api/tracks/sandnes/control/reset`);
    expect(await request.text()).toBe('{"run_version":4,"run_id":"moto-1-r1"}');
    expect(request.headers.get('idempotency-key')).toBe('key-1');
    expect(request.headers.get('content-type')).toBe('application/json');
  });

  it('that waits for the engine is known by its id', async () => {
    const fetcher = stub(answer({ outcome: 'pending', intent_id: 'i-7' }, 202));
    expect(await sendIntent('sandnes', 'reset', { run_version: 4, run_id: 'r' }, 'k', fetcher)).toEqual({
      kind: 'accepted',
      intentId: 'i-7',
    });
  });

  it('that is refused throws the problem', async () => {
    const fetcher = stub(answer({ code: 'version_conflict', detail: 'Too late.', trace_id: 't' }, 409));
    await expect(
      sendIntent('sandnes', 'reset', { run_version: 4, run_id: 'r' }, 'k', fetcher),
    ).rejects.toMatchObject({
      status: 409,
      code: 'version_conflict',
      detail: 'Too late.',
      traceId: 't',
    });
  });
});

describe('trouble', () => {
  it('of the network has codes of its own', async () => {
    const failing = (error: unknown) => vi.fn<Fetch>(() => Promise.reject(error));
    await expect(listTracks(failing(new TypeError('fetch failed')))).rejects.toMatchObject({
      status: 0,
      code: 'unreachable',
    });
    await expect(listTracks(failing(new DOMException('', 'TimeoutError')))).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('may be a proxy’s page', async () => {
    const page = new Response('<h1>Bad gateway</h1>', { status: 502 });
    const problem: unknown = await listTracks(stub(page)).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      status: 502,
      code: 'http_502',
      detail: 'The server answered 502.',
      traceId: null,
    });
  });

  it('prefers what is meant for people', () => {
    expect(problemOf(400, { title: 'Bad', detail: 'The date is missing.' }).detail).toBe(
      'The date is missing.',
    );
    expect(problemOf(400, { title: 'Bad', detail: '' }).detail).toBe('Bad');
  });
});

it('makes keys that do not repeat, without HTTPS', () => {
  const keys = Array.from({ length: 1_000 }, newIdempotencyKey);
  expect(new Set(keys).size).toBe(1_000);
  expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
});
