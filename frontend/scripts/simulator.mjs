/**
 * A server for design work and browser tests, without the real one: invented races on the live socket, the part of
 * the control API that pages use, and the built frontend if `--static` names it.
 *
 *   node scripts/simulator.mjs [--port 5080] [--tracks sandnes,brno,papendal] [--speed 1] [--static DIR]
 *
 * A track that is not listed is made on demand and stands still until a test moves it: POST /sim/{track}/{action}
 * with stage, gate, step {count}, run, force, reset, mute, unmute, kill {down_ms}, skip {count}.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { handleApi } from './sim/api.mjs';
import { loadTs } from './sim/load-ts.mjs';
import { LiveSockets } from './sim/sockets.mjs';
import { serveStatic } from './sim/static-files.mjs';
import { Track } from './sim/track.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.SIM_PORT ?? '5080' },
    tracks: { type: 'string', default: 'sandnes,brno,papendal' },
    speed: { type: 'string', default: '1' },
    heartbeat: { type: 'string' },
    static: { type: 'string' },
  },
});

const race = new URL('../src/lib/race/', import.meta.url);
const { reduceRace } = await loadTs(new URL('reduce.ts', race));
const { emptySnapshot } = await loadTs(new URL('model.ts', race));
const reducer = { reduceRace, emptySnapshot };

const maxTracks = 200;
const tracks = new Map();
const addTrack = (id, options) => {
  const track = new Track(id, { reducer, ...options });
  track.listed = options.auto;
  tracks.set(id, track);
  return track;
};
for (const id of values.tracks.split(',').filter(Boolean))
  addTrack(id, { auto: true, speed: Number(values.speed) });
const trackOf = (id) =>
  tracks.get(id) ??
  (/^[a-z0-9_-]{1,64}$/.test(id) && tracks.size < maxTracks && id !== 'none'
    ? addTrack(id, { auto: false })
    : undefined);

const sockets = new LiveSockets(trackOf, {
  heartbeatMs: values.heartbeat ? Number(values.heartbeat) : undefined,
});
const folder = values.static ? resolve(values.static) : null;

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://sim');
  handleApi(request, response, url, { tracks, trackOf, sockets })
    .then((handled) => {
      if (handled) return;
      if (folder) serveStatic(response, folder, url.pathname);
      else response.writeHead(404).end();
    })
    .catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
});
server.on('upgrade', (request, socket, head) => {
  if (request.url.startsWith('/ws/v1/live')) sockets.upgrade(request, socket, head);
  else socket.destroy();
});
server.listen(Number(values.port), '127.0.0.1', () =>
  console.log(
    `simulator on http://127.0.0.1:${server.address().port}, tracks: ${[...tracks.keys()].join(', ')}`,
  ),
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
