import { retryDelayMs } from './backoff';
import { ServerClock } from './clock';
import { firstStatus, type LinkStatus, type LiveClientOptions, type SocketLike } from './link';
import {
  closeCodes,
  parseFrame,
  subprotocol,
  tokenSubprotocolPrefix,
  type Channel,
  type ErrorFrame,
  type EventFrame,
  type HeartbeatFrame,
  type LiveErrorPayload,
  type SnapshotFrame,
} from './protocol';
import { ChannelSequence } from './sequence';
import { liveUrl } from './url';

const open = 1;
const idleHeartbeatMs = 10_000;
const connectTimeoutMs = 10_000;
const syncTimeoutMs = 5_000;
const pingEveryMs = 30_000;
/** A few samples at once, because the shortest of several round trips is a good clock at once. */
const pingsAtOpenMs = [0, 300, 700];
const maxPendingPings = 16;
/** When the server names no time of its own. */
const hintsMs: Record<number, number> = {
  [closeCodes.slow]: 1_000,
  [closeCodes.restart]: 500,
  [closeCodes.later]: 5_000,
};

export class LiveClient {
  readonly clock = new ServerClock();
  readonly #options: LiveClientOptions;
  readonly #channels = new Map<Channel, ChannelSequence>();
  #status: LinkStatus = firstStatus;
  #socket: SocketLike | null = null;
  #attempt = 0;
  #hintMs = 0;
  #notBeforeMs = 0;
  #running = false;
  #aliveAtMs = 0;
  #pendingPings = new Set<number>();
  #retryTimer: Timer;
  #syncTimer: Timer;
  #watchdog: Timer;
  #pingTimers: Timer[] = [];

  constructor(options: LiveClientOptions) {
    this.#options = options;
  }

  get status(): LinkStatus {
    return this.#status;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    globalThis.window?.addEventListener('online', this.kick);
    globalThis.document?.addEventListener('visibilitychange', this.#onVisibility);
    this.#connect();
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    globalThis.window?.removeEventListener('online', this.kick);
    globalThis.document?.removeEventListener('visibilitychange', this.#onVisibility);
    this.#abandonSocket();
    clearTimeout(this.#retryTimer);
  }

  /** A person asked: connect at once, whatever was said before. */
  retryNow(): void {
    if (!this.#running || this.#socket) return;
    this.#attempt = 0;
    this.#notBeforeMs = 0;
    this.#connect();
  }

  /** The network is back or somebody looks again: do not wait for a timer that a sleeping machine has stretched. */
  readonly kick = (): void => {
    if (!this.#running) return;
    if (this.#status.state === 'offline' && performance.now() >= this.#notBeforeMs) this.#connect();
    else if (this.#socket?.readyState === open) {
      this.#ping();
      this.#checkSilence();
    }
  };

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'visible') this.kick();
  };

  #connect(): void {
    clearTimeout(this.#retryTimer);
    const { scope, token, base = location, createSocket = openSocket } = this.#options;
    this.#channels.clear();
    for (const channel of scope.channels) this.#channels.set(channel, new ChannelSequence(idleHeartbeatMs));
    this.#hintMs = 0;
    this.#update({ state: 'connecting', retryAtMs: null });
    const protocols = token ? [subprotocol, tokenSubprotocolPrefix + token] : [subprotocol];
    let socket: SocketLike;
    try {
      socket = createSocket(liveUrl(scope, base), protocols);
    } catch {
      // A browser throws for a token that no subprotocol can carry: a link that was cut or mistyped.
      this.#refuse({ code: 'unauthorized', message: 'The link is damaged.', strategy: 'fatal' });
      return;
    }
    this.#socket = socket;
    this.#syncTimer = setTimeout(() => this.#lost(), connectTimeoutMs);
    socket.onopen = () => {
      this.#aliveAtMs = performance.now();
      this.#update({ state: 'syncing' });
      this.#expectSnapshot();
      this.#armWatchdog();
      this.#pingTimers = pingsAtOpenMs.map((delayMs) => setTimeout(() => this.#ping(), delayMs));
      this.#pingTimers.push(setInterval(() => this.#ping(), pingEveryMs));
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#closed(event.code, event.reason);
    socket.onerror = () => undefined; // A close always follows and says more.
  }

  #receive(data: unknown): void {
    const nowMs = performance.now();
    this.#aliveAtMs = nowMs;
    const frame = typeof data === 'string' ? parseFrame(data) : null;
    // A frame of another track is the server's mistake; showing it would be ours.
    if (frame && frame.kind !== 'error' && frame.track_id !== this.#options.scope.trackId) return;
    if (frame?.kind === 'error') {
      this.#failed(frame);
      return;
    }
    this.#status = { ...this.#status, lastFrameAtMs: nowMs };
    if (frame?.kind === 'snapshot') this.#snapshot(frame);
    else if (frame?.kind === 'event') this.#event(frame);
    else if (frame?.kind === 'heartbeat') this.#heartbeat(frame, nowMs);
    if (this.#status.state === 'stale') this.#update({ state: this.#synced() ? 'live' : 'syncing' });
  }

  #snapshot(frame: SnapshotFrame): void {
    if (this.#channels.get(frame.channel)?.snapshot(frame) !== 'take') return;
    this.#options.onFrame(frame);
    if (!this.#synced()) return;
    this.#attempt = 0;
    clearTimeout(this.#syncTimer);
    this.#update({ state: 'live', error: null });
  }

  #event(frame: EventFrame): void {
    const verdict = this.#channels.get(frame.channel)?.event(frame);
    if (verdict === 'take') this.#options.onFrame(frame);
    else if (verdict === 'gap') this.#gap();
  }

  #heartbeat(frame: HeartbeatFrame, nowMs: number): void {
    const { echo_t0_ms, server_time_us, interval_ms, lag_ms } = frame.payload;
    if (echo_t0_ms !== undefined && this.#pendingPings.delete(echo_t0_ms)) {
      this.clock.addSample(echo_t0_ms, nowMs, server_time_us);
    }
    const channel = this.#channels.get(frame.channel);
    if (!channel) return;
    if (interval_ms > 0 && channel.intervalMs !== interval_ms) {
      channel.intervalMs = interval_ms;
      this.#armWatchdog();
    }
    this.#update({ lagMs: lag_ms });
    if (channel.heartbeat(frame) === 'gap') this.#gap();
  }

  #gap(): void {
    this.#update({ state: 'syncing', gaps: this.#status.gaps + 1 });
    this.#send({ kind: 'resync' });
    this.#expectSnapshot();
  }

  #failed(frame: ErrorFrame): void {
    const { strategy, retry_after_ms } = frame.payload;
    this.#update({ error: frame.payload });
    this.#hintMs = Math.max(this.#hintMs, retry_after_ms ?? 0);
    if (strategy === 'fatal') this.#refuse(frame.payload);
    else if (strategy === 'reconnect') this.#lost();
    else {
      for (const channel of this.#channels.values()) channel.expectSnapshot();
      this.#update({ state: 'syncing' });
      this.#send({ kind: 'resync' });
      this.#expectSnapshot();
    }
  }

  #closed(code: number, reason: string): void {
    if (code === closeCodes.invalid || code === closeCodes.unauthorized || code === closeCodes.forbidden) {
      this.#refuse(this.#status.error ?? { code: refusalCode(code), message: reason, strategy: 'fatal' });
      return;
    }
    this.#hintMs = Math.max(this.#hintMs, hintsMs[code] ?? 0);
    this.#lost();
  }

  #refuse(error: LiveErrorPayload): void {
    this.#abandonSocket();
    this.#update({ state: 'refused', error, retryAtMs: null });
  }

  /** The connection is gone or of no use: let go of it and come back later. */
  #lost(): void {
    this.#abandonSocket();
    if (!this.#running) return;
    const delayMs = retryDelayMs(this.#attempt, this.#hintMs, this.#options.random);
    const nowMs = performance.now();
    this.#attempt += 1;
    this.#notBeforeMs = nowMs + this.#hintMs;
    this.#retryTimer = setTimeout(() => this.#connect(), delayMs);
    this.#update({ state: 'offline', retryAtMs: nowMs + delayMs, reconnects: this.#status.reconnects + 1 });
  }

  /** Does not wait for the close handshake: a dead network never finishes it. */
  #abandonSocket(): void {
    clearTimeout(this.#syncTimer);
    clearTimeout(this.#watchdog);
    for (const timer of this.#pingTimers) clearTimeout(timer);
    this.#pingTimers = [];
    this.#pendingPings.clear();
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close(1000);
  }

  #expectSnapshot(): void {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = setTimeout(() => this.#lost(), syncTimeoutMs);
  }

  #armWatchdog(): void {
    clearTimeout(this.#watchdog);
    const silentMs = performance.now() - this.#aliveAtMs;
    const limitMs = this.#heartbeatMs() * (this.#status.state === 'stale' ? 3.5 : 2.5);
    this.#watchdog = setTimeout(() => this.#checkSilence(), Math.max(50, limitMs - silentMs));
  }

  #checkSilence(): void {
    const silentMs = performance.now() - this.#aliveAtMs;
    const heartbeatMs = this.#heartbeatMs();
    if (silentMs >= heartbeatMs * 3.5) {
      this.#lost();
      return;
    }
    if (silentMs >= heartbeatMs * 2.5 && this.#status.state !== 'stale') {
      this.#update({ state: 'stale' });
      this.#ping();
    }
    this.#armWatchdog();
  }

  #heartbeatMs(): number {
    let shortest = idleHeartbeatMs;
    for (const channel of this.#channels.values()) shortest = Math.min(shortest, channel.intervalMs);
    return shortest;
  }

  #synced(): boolean {
    for (const channel of this.#channels.values()) if (channel.awaitingSnapshot) return false;
    return true;
  }

  #ping(): void {
    if (this.#socket?.readyState !== open || this.#pendingPings.size >= maxPendingPings) return;
    const t0Ms = performance.now();
    this.#pendingPings.add(t0Ms);
    this.#send({ kind: 'ping', t0_ms: t0Ms });
  }

  #send(frame: { kind: string; t0_ms?: number }): void {
    if (this.#socket?.readyState === open) this.#socket.send(JSON.stringify(frame));
  }

  #update(change: Partial<LinkStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#options.onStatus?.(this.#status);
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined;

function openSocket(url: string, protocols: string[]): SocketLike {
  return new WebSocket(url, protocols) as unknown as SocketLike;
}

function refusalCode(code: number): string {
  if (code === closeCodes.unauthorized) return 'unauthorized';
  return code === closeCodes.forbidden ? 'forbidden_track' : 'invalid_subscription';
}
