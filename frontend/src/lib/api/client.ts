import createClient from 'openapi-fetch';
import { ApiProblem, problemOf } from './problem';
import type { paths } from './schema';
import type { IntentAnswer, IntentBody, IntentName, MeetingItem, MotoItem, Page, TrackItem } from './types';

const timeoutMs = 10_000;
const maxPages = 20;

/** Gets whole requests: method, headers and body are in them. */
export type Fetch = (request: Request) => Promise<Response>;

export function listTracks(fetcher?: Fetch): Promise<TrackItem[]> {
  return allPages((cursor) => api(fetcher).GET('/api/tracks', { params: { query: { cursor } } }));
}

export function listMeetings(trackId: string, fetcher?: Fetch): Promise<MeetingItem[]> {
  return allPages((cursor) =>
    api(fetcher).GET('/api/meetings', { params: { query: { track_id: trackId, cursor } } }),
  );
}

export function listMotos(meetingId: string, fetcher?: Fetch): Promise<MotoItem[]> {
  return allPages((cursor) =>
    api(fetcher).GET('/api/meetings/{meeting_id}/motos', {
      params: { path: { meeting_id: meetingId }, query: { cursor } },
    }),
  );
}

/** @param key the same for every repetition of one decision, so that it is carried out once. */
export async function sendIntent(
  trackId: string,
  intent: IntentName,
  body: IntentBody,
  key: string,
  fetcher?: Fetch,
): Promise<IntentAnswer> {
  // One path for each intent, all with the same body and answers: the type of one stands for all.
  const path = `/api/tracks/{track_id}/control/${intent}` as '/api/tracks/{track_id}/control/stage';
  const params = { path: { track_id: trackId }, header: { 'Idempotency-Key': key } };
  const { data, response } = await given(api(fetcher).POST(path, { params, body }));
  return response.status === 202
    ? { kind: 'accepted', intentId: data.intent_id }
    : { kind: 'applied', runVersion: data.run_version ?? 0, runId: data.run_id ?? null };
}

/** `crypto.randomUUID` exists on HTTPS and localhost only; a venue's laptop is neither. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Given<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function api(fetcher: Fetch = (request) => fetch(request)) {
  return createClient<paths>({
    baseUrl: location.origin,
    fetch: fetcher,
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function allPages<T>(load: (cursor?: string) => Promise<Given<Page<T>>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { data } = await given(load(cursor));
    items.push(...data.items);
    cursor = data.next_cursor ?? undefined;
    if (cursor === undefined) break;
  }
  return items;
}

async function given<T>(answer: Promise<Given<T>>): Promise<{ data: T; response: Response }> {
  let got: Given<T>;
  try {
    got = await answer;
  } catch (error) {
    const slow = error instanceof DOMException && error.name === 'TimeoutError';
    throw new ApiProblem(
      0,
      slow ? 'timeout' : 'unreachable',
      slow ? 'The server did not answer in time.' : 'The server cannot be reached.',
      null,
    );
  }
  if (got.data === undefined) throw problemOf(got.response.status, got.error);
  return { data: got.data, response: got.response };
}
