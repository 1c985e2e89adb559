import type { LinkStatus } from '@/live/link';
import { formatAge } from '@/race/format';

export interface LinkBanner {
  tone: 'alarm' | 'quiet';
  title: string;
  detail: string;
}

/** A resync or a quick reconnect is over before anybody could read a banner. */
const graceMs = 1_500;

/**
 * What a board says about its connection, or null while there is nothing to say. A board never just stands still:
 * either its data is fresh, or it tells how old it is.
 */
export function linkBanner(
  link: LinkStatus,
  hasData: boolean,
  nowMs: number,
  delayMs = 0,
): LinkBanner | null {
  const ageMs = link.lastFrameAtMs === null ? null : nowMs - link.lastFrameAtMs;
  if (link.state === 'refused') {
    return link.error?.code === 'invalid_subscription'
      ? {
          tone: 'alarm',
          title: 'Wrong link',
          detail: link.error.message || 'There is no such track or meeting.',
        }
      : {
          tone: 'alarm',
          title: 'No access',
          detail: 'This link may not see this track. Open it again from its source.',
        };
  }
  if (link.state === 'live') {
    if (hasData || delayMs <= 0) return null;
    return { tone: 'quiet', title: `Delayed by ${formatAge(delayMs)}`, detail: 'The picture starts then' };
  }
  if (!hasData) {
    if (link.state !== 'offline')
      return { tone: 'quiet', title: 'Connecting', detail: 'Waiting for the server' };
    return { tone: 'quiet', title: 'Waiting for the server', detail: retryText(link, nowMs) };
  }
  if ((link.state === 'connecting' || link.state === 'syncing') && (ageMs ?? 0) < graceMs) return null;
  if (link.state === 'offline' && (ageMs ?? 0) < graceMs) return null;
  return { tone: 'alarm', title: 'No connection', detail: `data ${formatAge(ageMs ?? 0)} old` };
}

function retryText(link: LinkStatus, nowMs: number): string {
  if (link.retryAtMs === null) return 'Trying again';
  return `Trying again in ${Math.max(0, Math.ceil((link.retryAtMs - nowMs) / 1000))} s`;
}
