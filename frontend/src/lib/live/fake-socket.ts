import type { LiveClientOptions, SocketLike } from './link';
import { LiveClient } from './client';
import type { Channel, LiveErrorPayload } from './protocol';

/** The other end of a socket, for tests: what was sent stands in `sent`, what arrives is said by the test. */
export class FakeSocket implements SocketLike {
  readyState = 0;
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly sent: { kind: string; t0_ms?: number }[] = [];
  closed = false;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.({});
  }

  drop(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  receive(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  snapshot(seq: number, channel: Channel = 'race', payload: object = {}): void {
    this.receive({ ...envelope('snapshot', channel, seq, seq), payload });
  }

  event(seq: number, prevSeq = seq - 1, channel: Channel = 'race'): void {
    this.receive({ ...envelope('event', channel, seq, prevSeq), payload: { kind: 'positions_update' } });
  }

  heartbeat(seq: number, more: object = {}, channel: Channel = 'race'): void {
    const payload = { server_time_us: performance.now() * 1000, interval_ms: 2_000, lag_ms: 3, ...more };
    this.receive({ ...envelope('heartbeat', channel, seq, seq), payload });
  }

  error(payload: Partial<LiveErrorPayload>): void {
    this.receive({
      ...envelope('error', 'race', 0, 0),
      payload: { code: 'x', message: '', strategy: 'reconnect', ...payload },
    });
  }

  count(kind: string): number {
    return this.sent.filter((frame) => frame.kind === kind).length;
  }
}

/** A client whose sockets a test holds in its hand. `random` of 1 makes every back-off its full length. */
export function fakeLine(options: Partial<LiveClientOptions> = {}) {
  const sockets: FakeSocket[] = [];
  const frames: { kind: string; seq: number }[] = [];
  const states: string[] = [];
  const client = new LiveClient({
    scope: { trackId: 'sandnes', channels: ['race'] },
    base: { protocol: 'https:', host: 'timing.example' },
    random: () => 1,
    createSocket: (url, protocols) => {
      const socket = new FakeSocket(url, protocols);
      sockets.push(socket);
      return socket;
    },
    onFrame: (frame) => frames.push({ kind: frame.kind, seq: frame.seq }),
    onStatus: ({ state }) => {
      if (states.at(-1) !== state) states.push(state);
    },
    ...options,
  });
  return { client, sockets, frames, states, last: () => sockets.at(-1)! };
}

function envelope(kind: string, channel: Channel, seq: number, prevSeq: number) {
  return { kind, channel, track_id: 'sandnes', event_id: null, seq, prev_seq: prevSeq, ts_us: 0 };
}
