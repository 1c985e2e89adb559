import { ApiProblem, readProblem } from './problem';
import type { IntentAnswer, IntentBody, IntentName, MeetingItem, MotoItem, Page, TrackItem } from './types';

const timeoutMs = 10_000;
const maxPages = 20;

export type Fetch = typeof fetch;

export function listTracks(fetcher?: Fetch): Promise<TrackItem[]> {
  return allPages<TrackItem>('/api/tracks', fetcher);
}

export function listMeetings(trackId: string, fetcher?: Fetch): Promise<MeetingItem[]> {
  return allPages<MeetingItem>(`/api/meetings?track_id=${encodeURIComponent(trackId)}`, fetcher);
}

export function listMotos(meetingId: string, fetcher?: Fetch): Promise<MotoItem[]> {
  return allPages<MotoItem>(`/api/meetings/${encodeURIComponent(meetingId)}/motos`, fetcher);
}

/** @param key the same for every repetition of one decision, so that it is carried out once. */
export async function sendIntent(
  trackId: string,
  intent: IntentName,
  body: IntentBody,
  key: string,
  fetcher: Fetch = fetch,
): Promise<IntentAnswer> {
  const response = await request(
    `/api/tracks/${encodeURIComponent(trackId)}/control/${intent}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    },
    fetcher,
  );
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.status === 202) {
    return { kind: 'accepted', intentId: typeof answer.intent_id === 'string' ? answer.intent_id : null };
  }
  return {
    kind: 'applied',
    runVersion: Number(answer.run_version ?? 0),
    runId: typeof answer.run_id === 'string' ? answer.run_id : null,
  };
}

/** `crypto.randomUUID` exists on HTTPS and localhost only; a venue's laptop is neither. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function allPages<T>(path: string, fetcher?: Fetch): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const query: string =
      cursor === null ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
    const answer = (await (await request(path + query, {}, fetcher)).json()) as Page<T>;
    items.push(...answer.items);
    cursor = answer.next_cursor ?? null;
    if (cursor === null) break;
  }
  return items;
}

async function request(path: string, init: RequestInit, fetcher: Fetch = fetch): Promise<Response> {
  let response: Response;
  try {
    response = await fetcher(path, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    const slow = error instanceof DOMException && error.name === 'TimeoutError';
    throw new ApiProblem(
      0,
      slow ? 'timeout' : 'unreachable',
      slow ? 'The server did not answer in time.' : 'The server cannot be reached.',
      null,
    );
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}
