import { riders } from './race-script.mjs';

const json = (response, status, body, type = 'application/json') => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};
const problem = (response, status, code, detail) =>
  json(
    response,
    status,
    { type: `urn:bmxtiming:error:${code}`, title: code, status, code, detail, trace_id: 'sim-0001' },
    'application/problem+json',
  );

/** The part of the control API that pages use. Answers false for a path that is not here. */
export async function handleApi(request, response, url, { tracks, trackOf, sockets, delayMs = 0 }) {
  const path = url.pathname;
  let match;
  if (path === '/api/tracks') {
    json(response, 200, {
      items: [...tracks.values()].filter((t) => t.listed).map(describe),
    });
  } else if ((match = /^\/api\/tracks\/([^/]+)$/.exec(path))) {
    const track = trackOf(match[1]);
    if (track) json(response, 200, describe(track));
    else problem(response, 404, 'track_not_found', 'There is no such track.');
  } else if (path === '/api/meetings') {
    const track = trackOf(url.searchParams.get('track_id') ?? '');
    json(response, 200, {
      items: track ? [{ ...track.meeting, track_id: track.id, public_names: 'full' }] : [],
    });
  } else if ((match = /^\/api\/meetings\/([^/]+)\/motos$/.exec(path))) {
    const track = [...tracks.values()].find((t) => t.meeting.meeting_id === match[1]);
    if (track) json(response, 200, { items: track.motos.map((m) => describeMoto(m, match[1])) });
    else problem(response, 404, 'meeting_not_found', 'There is no such meeting.');
  } else if ((match = /^\/api\/tracks\/([^/]+)\/control\/(\w+)$/.exec(path)) && request.method === 'POST') {
    const body = await readJson(request);
    const track = trackOf(match[1]);
    const key = request.headers['idempotency-key'];
    if (!track) return (problem(response, 404, 'track_not_found', 'There is no such track.'), true);
    if (!key) return (problem(response, 400, 'idempotency_key_required', 'Send an Idempotency-Key.'), true);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const actor = 'Race office';
    if (body.run_version !== track.version()) {
      track.refuse(match[2], actor, key, 'version_conflict', 'The race has moved on.');
      return (problem(response, 409, 'version_conflict', 'The race has moved on.'), true);
    }
    const outcome = {
      stage: () => track.stage(body.moto_id, actor, key),
      unstage: () => track.unstage(body.run_id, actor, key),
      reset: () => track.reset(body.run_id, actor, key, body.reason),
      force_finish: () => track.forceFinish(body.run_id, actor, key),
    }[match[2]]?.();
    if (!outcome) problem(response, 404, 'unknown_intent', 'There is no such intent.');
    else if (outcome.ok)
      json(response, 200, {
        outcome: 'applied',
        intent_id: crypto.randomUUID(),
        track_id: track.id,
        intent: match[2],
        run_version: outcome.run_version,
        run_id: outcome.run_id,
      });
    else problem(response, 409, outcome.code, outcome.message);
  } else if ((match = /^\/sim\/([^/]+)\/(\w+)$/.exec(path)) && request.method === 'POST') {
    await faults(match[1], match[2], await readJson(request), { trackOf, sockets });
    json(response, 200, { ok: true });
  } else if (path.startsWith('/api/')) {
    problem(response, 404, 'not_found', 'There is no such address.');
  } else {
    return false;
  }
  return true;
}

/** What tests do to a track: move its race on, or break its line. */
async function faults(trackId, action, body, { trackOf, sockets }) {
  const track = trackOf(trackId);
  const actions = {
    stage: () => track.stage(body.moto_id ?? track.nextMotos()[0].moto_id),
    gate: () => track.gate(),
    step: () => track.step(body.count),
    run: () => track.step(Infinity),
    force: () => track.forceFinish(undefined, 'Test', crypto.randomUUID()),
    reset: () => track.reset(undefined, 'Test', crypto.randomUUID(), 'false start'),
    mute: () => sockets.muted.add(trackId),
    unmute: () => sockets.muted.delete(trackId),
    kill: () => sockets.kill(trackId, body.down_ms ?? 0),
    skip: () => sockets.skip.set(trackId, body.count ?? 1),
  };
  actions[action]?.();
}

function describe(track) {
  return { track_id: track.id, name: track.name };
}

function describeMoto(m, meeting_id) {
  const { moto_id, number, class_name, round_name, state } = m;
  return {
    moto_id,
    meeting_id,
    number,
    class_name,
    round_name,
    state,
    entries: riders(number).map(({ lane, rider_id, plate, name, club }) => ({
      lane,
      rider_id,
      plate,
      name,
      club,
    })),
  };
}

async function readJson(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}
