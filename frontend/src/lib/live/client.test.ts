import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeLine as newLine } from './fake-socket';

const lines: ReturnType<typeof newLine>[] = [];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const { client } of lines.splice(0)) client.stop();
  vi.useRealTimers();
});

function fakeLine(options: Parameters<typeof newLine>[0] = {}) {
  const line = newLine(options);
  lines.push(line);
  return line;
}

function liveLine(options: Parameters<typeof fakeLine>[0] = {}) {
  const line = fakeLine(options);
  line.client.start();
  line.last().open();
  line.last().snapshot(10);
  return line;
}

describe('order of frames', () => {
  it('takes nothing before the snapshot', () => {
    const { client, last, frames } = fakeLine();
    client.start();
    last().open();
    last().event(10);
    expect(frames).toEqual([]);
    expect(client.status.state).toBe('syncing');

    last().snapshot(10);
    last().event(11);
    expect(frames.map((frame) => frame.seq)).toEqual([10, 11]);
    expect(client.status.state).toBe('live');
  });

  it('drops what it has had already', () => {
    const { last, frames, client } = liveLine();
    last().event(11);
    last().event(11);
    last().event(9, 8);
    expect(frames.map((frame) => frame.seq)).toEqual([10, 11]);
    expect(client.status.gaps).toBe(0);
  });

  it('asks for a snapshot when an event names another one before it, and counts the gap once', () => {
    const { last, frames, client } = liveLine();
    last().event(13, 12);
    last().event(14, 13);
    expect(client.status).toMatchObject({ state: 'syncing', gaps: 1 });
    expect(last().count('resync')).toBe(1);
    expect(frames.map((frame) => frame.seq)).toEqual([10]);

    last().snapshot(14);
    last().event(15);
    expect(client.status.state).toBe('live');
    expect(frames.map((frame) => frame.seq)).toEqual([10, 14, 15]);
  });

  it('sees a lost tail in the heartbeat', () => {
    const { last, client } = liveLine();
    last().heartbeat(12);
    expect(client.status).toMatchObject({ state: 'syncing', gaps: 1 });
    expect(last().count('resync')).toBe(1);
  });

  it('accepts holes in the numbers as long as prev_seq fits: the decoder channel counts that way', () => {
    const { last, frames, client } = liveLine();
    last().event(17, 10);
    last().event(40, 17);
    expect(frames.map((frame) => frame.seq)).toEqual([10, 17, 40]);
    expect(client.status.gaps).toBe(0);
  });

  it('is live only when every channel has its snapshot', () => {
    const { client, last } = fakeLine({ scope: { trackId: 'sandnes', channels: ['race', 'decoder'] } });
    client.start();
    last().open();
    last().snapshot(10);
    expect(client.status.state).toBe('syncing');
    last().snapshot(99, 'decoder');
    expect(client.status.state).toBe('live');
  });

  it('starts over at a lower number when the asked-for snapshot has one: the log began anew', () => {
    const { last, frames } = liveLine();
    last().event(20, 15);
    last().snapshot(2);
    last().event(3);
    expect(frames.map((frame) => frame.seq)).toEqual([10, 2, 3]);
  });

  it('ignores an older snapshot that nobody asked for', () => {
    const { last, frames } = liveLine();
    last().snapshot(4);
    last().event(11);
    expect(frames.map((frame) => frame.seq)).toEqual([10, 11]);
  });

  it('shows nothing of another track, and survives what it cannot read', () => {
    const { last, frames, client } = liveLine();
    last().receive({
      kind: 'event',
      channel: 'race',
      track_id: 'brno',
      event_id: null,
      seq: 11,
      prev_seq: 10,
      ts_us: 0,
      payload: {},
    });
    last().onmessage?.({ data: 'no json' });
    last().onmessage?.({ data: '{"kind":"confetti"}' });
    expect(frames).toHaveLength(1);
    expect(client.status.state).toBe('live');
  });
});

describe('silence', () => {
  it('is stale after 2.5 heartbeats and pings, then reconnects one heartbeat later', () => {
    const { last, sockets, client } = liveLine();
    last().heartbeat(10);
    vi.advanceTimersByTime(2_000 * 2.5 - 1);
    expect(client.status.state).toBe('live');
    const pingsBefore = last().count('ping');

    vi.advanceTimersByTime(1);
    expect(client.status.state).toBe('stale');
    expect(last().count('ping')).toBe(pingsBefore + 1);

    vi.advanceTimersByTime(2_000);
    expect(client.status).toMatchObject({ state: 'offline', reconnects: 1 });
    expect(sockets[0]!.closed).toBe(true);
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(2);
  });

  it('heals with the next frame', () => {
    const { last, client } = liveLine();
    last().heartbeat(10);
    vi.advanceTimersByTime(6_000);
    expect(client.status.state).toBe('stale');
    last().heartbeat(10);
    expect(client.status.state).toBe('live');
    vi.advanceTimersByTime(4_900);
    expect(client.status.state).toBe('live');
  });

  it('follows the interval that the server names, the shortest of all channels', () => {
    const { client, last } = fakeLine({ scope: { trackId: 'sandnes', channels: ['race', 'decoder'] } });
    client.start();
    last().open();
    last().snapshot(10);
    last().snapshot(5, 'decoder');
    last().heartbeat(10, { interval_ms: 10_000 });
    last().heartbeat(5, { interval_ms: 1_000 }, 'decoder');
    vi.advanceTimersByTime(2_500);
    expect(client.status.state).toBe('stale');
  });

  it('gives up on a connection that opens and says nothing', () => {
    const { client, last } = fakeLine();
    client.start();
    last().open();
    vi.advanceTimersByTime(5_000);
    expect(client.status.state).toBe('offline');
  });

  it('gives up on a connection that never opens', () => {
    const { client } = fakeLine();
    client.start();
    vi.advanceTimersByTime(9_999);
    expect(client.status.state).toBe('connecting');
    vi.advanceTimersByTime(1);
    expect(client.status.state).toBe('offline');
  });

  it('gives up on a resync that nobody answers', () => {
    const { last, client } = liveLine();
    last().event(12, 11);
    vi.advanceTimersByTime(5_000);
    expect(client.status.state).toBe('offline');
  });
});

describe('reconnecting', () => {
  it('waits longer each time, up to the cap', () => {
    const { client, last, sockets } = fakeLine();
    client.start();
    for (const delayMs of [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      const count = sockets.length;
      last().drop();
      expect(client.status.retryAtMs).toBe(performance.now() + delayMs);
      vi.advanceTimersByTime(delayMs - 1);
      expect(sockets).toHaveLength(count);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(count + 1);
    }
  });

  it('forgets failures only when a snapshot has come, not when the line opens', () => {
    const { client, last } = fakeLine();
    client.start();
    last().drop();
    vi.advanceTimersByTime(250);
    last().open();
    last().drop();
    expect(client.status.retryAtMs).toBe(performance.now() + 500);

    vi.advanceTimersByTime(500);
    last().open();
    last().snapshot(1);
    last().drop();
    expect(client.status.retryAtMs).toBe(performance.now() + 250);
  });

  it('never comes back before the time that the server named', () => {
    const { client, last, sockets } = liveLine({ random: () => 0 });
    last().error({ code: 'server_shutdown', strategy: 'reconnect', retry_after_ms: 4_000 });
    expect(client.status.retryAtMs).toBe(performance.now() + 4_000);
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(3_999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
  });

  it.each([
    [1012, 500],
    [1013, 5_000],
    [4408, 1_000],
  ])('takes close code %i as a hint of %i ms', (code, hintMs) => {
    const { client, last } = liveLine({ random: () => 0 });
    last().drop(code);
    expect(client.status.retryAtMs).toBe(performance.now() + hintMs);
  });

  it('gets a fresh snapshot and keeps the counters', () => {
    const { client, last, frames } = liveLine();
    last().drop();
    vi.advanceTimersByTime(250);
    last().open();
    last().snapshot(30);
    last().event(31);
    expect(frames.map((frame) => frame.seq)).toEqual([10, 30, 31]);
    expect(client.status).toMatchObject({ state: 'live', reconnects: 1, gaps: 0, retryAtMs: null });
  });

  it('listens no more to a socket it has let go', () => {
    const { last, sockets, frames } = liveLine();
    last().drop();
    vi.advanceTimersByTime(250);
    sockets[0]!.snapshot(500);
    expect(frames.map((frame) => frame.seq)).toEqual([10]);
  });

  it('comes back at once when the network does', () => {
    const { client, last, sockets } = fakeLine();
    client.start();
    for (let i = 0; i < 6; i += 1) {
      last().drop();
      window.dispatchEvent(new Event('online'));
    }
    expect(sockets).toHaveLength(7);
    expect(vi.getTimerCount()).toBe(1); // Only the time limit of the last attempt: no retry is left behind.
  });

  it('finds out at once, when somebody looks again, that the line died while the machine slept', () => {
    const { client, last, sockets } = liveLine();
    last().heartbeat(10);
    vi.setSystemTime(Date.now() + 60_000);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(client.status.state).toBe('offline');
    expect(sockets[0]!.closed).toBe(true);
  });

  it('stops for good', () => {
    const { client, last, sockets } = liveLine();
    last().drop();
    client.stop();
    window.dispatchEvent(new Event('online'));
    client.retryNow();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('refusal', () => {
  it.each([
    [4400, 'invalid_subscription'],
    [4401, 'unauthorized'],
    [4403, 'forbidden_track'],
  ])('close code %i is never retried', (code, word) => {
    const { client, last, sockets } = fakeLine();
    client.start();
    last().open();
    last().drop(code);
    expect(client.status).toMatchObject({ state: 'refused', retryAtMs: null, error: { code: word } });
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(600_000);
    expect(sockets).toHaveLength(1);
  });

  it('keeps the words of the error frame that came before the close', () => {
    const { client, last } = fakeLine();
    client.start();
    last().open();
    last().error({ code: 'forbidden_track', message: 'Not yours.', strategy: 'fatal' });
    expect(client.status).toMatchObject({ state: 'refused', error: { message: 'Not yours.' } });
  });

  it('asks again when a person wants it', () => {
    const { client, last, sockets } = fakeLine();
    client.start();
    last().open();
    last().drop(4403);
    client.retryNow();
    last().open();
    last().snapshot(1);
    expect(sockets).toHaveLength(2);
    expect(client.status).toMatchObject({ state: 'live', error: null });
  });

  it('is the answer to a token that no header can carry, instead of a page that dies', () => {
    const { client } = fakeLine({
      token: 'cut in two',
      createSocket: () => {
        throw new DOMException('invalid subprotocol', 'SyntaxError');
      },
    });
    client.start();
    expect(client.status).toMatchObject({ state: 'refused', error: { code: 'unauthorized' } });
  });
});

describe('what is sent', () => {
  it('names the scope in the address and the token as a subprotocol', () => {
    const { client, last } = fakeLine({
      scope: { trackId: 'sandnes', meetingId: 'club-r3', channels: ['race', 'decoder'] },
      token: 'abc.def',
    });
    client.start();
    expect(last().url).toBe(
      'wss://timing.example/ws/v1/live?track_id=sandnes&event_id=club-r3&channels=race%2Cdecoder',
    );
    expect(last().protocols).toEqual(['bmx.v1', 'bmx.jwt.abc.def']);
  });

  it('pings at once, twice more within a second, then every thirty seconds', () => {
    const { last } = liveLine();
    vi.advanceTimersByTime(1_000);
    expect(last().count('ping')).toBe(3);
    for (let i = 0; i < 15; i += 1) {
      vi.advanceTimersByTime(2_000);
      last().heartbeat(10);
    }
    expect(last().count('ping')).toBe(4);
  });

  it('never sends more than the server allows: five frames in any second', () => {
    const { last } = liveLine();
    for (let i = 0; i < 40; i += 1) last().event(100 + i, 50 + i);
    vi.advanceTimersByTime(1_000);
    expect(last().sent.length).toBeLessThanOrEqual(5);
  });

  it('sets its clock by the echo of its own ping only', () => {
    const { client, last } = liveLine();
    last().heartbeat(10, { echo_t0_ms: 123_456, server_time_us: 7_000_000 });
    expect(client.clock.synced).toBe(false);
    vi.advanceTimersByTime(0);
    const sentMs = last().sent.find((frame) => frame.kind === 'ping')!.t0_ms!;
    vi.advanceTimersByTime(40);
    last().heartbeat(10, { echo_t0_ms: sentMs, server_time_us: 7_000_000 });
    expect(client.clock.nowUs()).toBeCloseTo(7_020_000, 0);
    expect(client.clock.uncertaintyMs).toBe(20);
  });
});
