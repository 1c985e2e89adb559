import type { GapMode } from '@/race/standings';

export type Density = 'far' | 'near' | 'compact';
export type Theme = 'dark' | 'sun';

export interface BoardParams {
  trackId: string | null;
  meetingId: string | undefined;
  /** null: whatever suits the shape of the screen. */
  density: Density | null;
  gap: GapMode;
  delayMs: number;
  /** Percent of the screen left free at every edge: projectors crop. */
  insetPercent: number;
  theme: Theme;
  badge: boolean;
  holdMs: number;
}

const maxDelaySeconds = 600;

/** A board's address is its whole set-up. A value out of range becomes the nearest one in range, never an error. */
export function boardParams(query: URLSearchParams): BoardParams {
  const density = query.get('density');
  return {
    trackId: query.get('track') || null,
    meetingId: query.get('event') || undefined,
    density: density === 'far' || density === 'near' || density === 'compact' ? density : null,
    gap: query.get('gap') === 'interval' ? 'interval' : 'leader',
    delayMs: number(query, 'delay', 0, 0, maxDelaySeconds) * 1000,
    insetPercent: number(query, 'inset', 0, 0, 15),
    theme: query.get('theme') === 'sun' ? 'sun' : 'dark',
    badge: query.get('badge') === '1',
    holdMs: number(query, 'hold', 10, 0, 120) * 1000,
  };
}

/** `?tracks=a,b`; empty: not said. */
export function trackList(query: URLSearchParams): string[] {
  const ids = (query.get('tracks') ?? '').split(',').map((id) => id.trim());
  return [...new Set(ids.filter((id) => /^[a-z0-9_-]{1,64}$/.test(id)))];
}

function number(query: URLSearchParams, name: string, fallback: number, min: number, max: number): number {
  const value = Number(query.get(name) || fallback);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}
