import type { Channel } from './protocol';

export interface LiveScope {
  trackId: string;
  /** Only this meeting; without it, whatever public meeting is on the track. */
  meetingId?: string;
  channels: readonly Channel[];
}

export function liveUrl(scope: LiveScope, base: { protocol: string; host: string }): string {
  const query = new URLSearchParams({ track_id: scope.trackId });
  if (scope.meetingId) query.set('event_id', scope.meetingId);
  query.set('channels', scope.channels.join(','));
  return `${base.protocol === 'https:' ? 'wss:' : 'ws:'}//${base.host}/ws/v1/live?${query}`;
}
