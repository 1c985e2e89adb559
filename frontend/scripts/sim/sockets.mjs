import { WebSocketServer } from 'ws';

const idleHeartbeatMs = 10_000;
const raceHeartbeatMs = 2_000;

/** The live socket, as far as boards can tell, and the faults they must survive. */
export class LiveSockets {
  constructor(trackOf, { heartbeatMs } = {}) {
    this.trackOf = trackOf;
    this.heartbeatMs = heartbeatMs;
    this.muted = new Set();
    this.downUntilMs = new Map();
    this.skip = new Map();
    this.server = new WebSocketServer({
      noServer: true,
      handleProtocols: (protocols) => (protocols.has('bmx.v1') ? 'bmx.v1' : false),
    });
    this.clients = new Set();
  }

  upgrade(request, socket, head) {
    const url = new URL(request.url, 'http://sim');
    const trackId = url.searchParams.get('track_id') ?? '';
    if ((this.downUntilMs.get(trackId) ?? 0) > Date.now()) {
      socket.destroy();
      return;
    }
    this.server.handleUpgrade(request, socket, head, (ws) => this.accept(ws, url, trackId));
  }

  accept(ws, url, trackId) {
    const track = this.trackOf(trackId);
    const channels = (url.searchParams.get('channels') ?? 'race').split(',');
    if (!track || trackId === 'forbidden') {
      const code = track ? 'forbidden_track' : 'invalid_subscription';
      ws.send(
        JSON.stringify({
          kind: 'error',
          channel: 'race',
          track_id: trackId,
          event_id: null,
          seq: 0,
          prev_seq: 0,
          ts_us: Date.now() * 1000,
          payload: { code, message: track ? 'Not yours.' : 'No such track.', strategy: 'fatal' },
        }),
      );
      ws.close(track ? 4403 : 4400);
      return;
    }

    const send = (frame) => {
      if (!this.muted.has(trackId) && ws.readyState === ws.OPEN) ws.send(JSON.stringify(frame));
    };
    const listener = (frame) => {
      if (!channels.includes(frame.channel)) return;
      const skips = this.skip.get(trackId) ?? 0;
      if (frame.kind === 'event' && skips > 0) this.skip.set(trackId, skips - 1);
      else send(frame);
    };
    const heartbeat = (extra = {}) => {
      for (const channel of channels) {
        const { seq, event_id } = track.snapshotFrame(channel);
        send({
          kind: 'heartbeat',
          channel,
          track_id: trackId,
          event_id,
          seq,
          prev_seq: seq,
          ts_us: Date.now() * 1000,
          payload: { server_time_us: Date.now() * 1000, interval_ms: interval(), lag_ms: 0, ...extra },
        });
      }
    };
    const interval = () => this.heartbeatMs ?? (track.open.length > 0 ? raceHeartbeatMs : idleHeartbeatMs);
    let timer;
    const beat = () => {
      heartbeat();
      timer = setTimeout(beat, interval());
    };

    const client = { trackId, ws };
    this.clients.add(client);
    track.listeners.add(listener);
    for (const channel of channels) send(track.snapshotFrame(channel));
    beat();
    ws.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.kind === 'ping') heartbeat({ echo_t0_ms: frame.t0_ms });
      else if (frame.kind === 'resync') for (const channel of channels) send(track.snapshotFrame(channel));
    });
    ws.on('close', () => {
      clearTimeout(timer);
      this.clients.delete(client);
      track.listeners.delete(listener);
    });
  }

  /** Cuts every line of a track and refuses new ones for a while. */
  kill(trackId, downMs) {
    this.downUntilMs.set(trackId, Date.now() + downMs);
    for (const client of this.clients) if (client.trackId === trackId) client.ws.terminate();
  }
}
