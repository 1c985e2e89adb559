/** Invented riders, motos and races. Seeded: the same seed is the same race, on every machine. */

const first = [
  'Emma',
  'Noah',
  'Lena',
  'Mads',
  'Zoé',
  'Tim',
  'Ida',
  'Ben',
  'Ava',
  'Jiří',
  'Nora',
  'Leo',
  'Mia',
  'Kai',
  'Ella',
  'Sam',
];
const last = [
  'Andersen',
  'Baker',
  'Hughes',
  'van der Berg',
  'Nováková',
  'Okafor',
  'Lindqvist',
  'Moreau',
  'Rossi',
  'Kowalski',
  'Fitzgerald-Hall',
  'Sato',
  'Jensen',
  'Brunner',
  'Castellanos',
  'Whitfield',
];
const clubs = [
  'Sandnes BMX',
  'Helsingborg',
  'Bristol Pumas',
  'Brno Riders',
  'Zürich Gate',
  'Papendal',
  'Lyon BMX',
  'Riga Sprint',
];
const classes = [
  'Boys 13–14',
  'Girls 9–10',
  'Boys 9–10',
  'Men Elite',
  'Women Junior',
  'Cruiser 40+',
  'Boys 5–6',
  'Girls 15–16',
];

export const timingPoints = [
  { id: 'hill', name: 'Hill', role: 'hill' },
  { id: 'split-1', name: 'Split 1', role: 'split' },
  { id: 'split-2', name: 'Split 2', role: 'split' },
  { id: 'finish', name: 'Finish', role: 'finish' },
];
const baseUs = [2_450_000, 12_300_000, 22_100_000, 33_400_000];

export function seeded(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function moto(number) {
  return {
    moto_id: `moto-${number}`,
    number,
    class_name: classes[(number - 1) % classes.length],
    round_name: `Moto ${1 + Math.floor((number - 1) / classes.length)}`,
    rider_count: 8,
  };
}

export function riders(number) {
  const random = seeded(number * 7919);
  return Array.from({ length: 8 }, (_, i) => {
    const n = Math.floor(random() * 900) + 1;
    return {
      lane: i + 1,
      rider_id: `rider-${number}-${i + 1}`,
      plate: i === 2 ? `W${(n % 9) + 1}` : String(n),
      name: `${first[(number * 3 + i * 5) % first.length]} ${last[(number * 5 + i) % last.length]}`,
      club: clubs[(number + i * 3) % clubs.length],
    };
  });
}

/** Every crossing of a race in order of time: `{lane, pointIndex, elapsedUs}`. One rider may not arrive. */
export function crossings(seed, { dnfLane = null, photoFinish = false } = {}) {
  const random = seeded(seed);
  const out = [];
  for (let lane = 1; lane <= 8; lane += 1) {
    const pace = 0.985 + random() * 0.075;
    let elapsedUs = 0;
    for (let point = 0; point < timingPoints.length; point += 1) {
      const legUs = baseUs[point] - (baseUs[point - 1] ?? 0);
      elapsedUs += Math.round(legUs * pace * (0.985 + random() * 0.03));
      if (lane === dnfLane && point > 1) break;
      out.push({ lane, pointIndex: point, elapsedUs });
    }
  }
  if (photoFinish) {
    const finishes = out.filter((c) => c.pointIndex === 3).sort((a, b) => a.elapsedUs - b.elapsedUs);
    finishes[1].elapsedUs = finishes[0].elapsedUs;
  }
  return out.sort((a, b) => a.elapsedUs - b.elapsedUs || a.lane - b.lane);
}

/** The order a board shows: by furthest point, then by time there; equal times share a place. */
export function positions(run) {
  const rows = run.riders.map(({ lane, rider_id }) => {
    const passed = run.crossed.filter((c) => c.lane === lane);
    const at = passed.at(-1);
    return { lane, rider_id, pointIndex: at?.pointIndex ?? -1, elapsedUs: at?.elapsedUs ?? null };
  });
  rows.sort(
    (a, b) => b.pointIndex - a.pointIndex || (a.elapsedUs ?? 0) - (b.elapsedUs ?? 0) || a.lane - b.lane,
  );
  const lastPoint = timingPoints.length - 1;
  let place = 0;
  return rows.map((row, i) => {
    const same = (other) => other && other.pointIndex === row.pointIndex && other.elapsedUs === row.elapsedUs;
    if (row.elapsedUs === null)
      return { lane: row.lane, rider_id: row.rider_id, status: 'on_track', tie: false };
    if (!same(rows[i - 1])) place = i + 1;
    const leadUs = Math.min(
      ...run.crossed.filter((c) => c.pointIndex === row.pointIndex).map((c) => c.elapsedUs),
    );
    return {
      lane: row.lane,
      rider_id: row.rider_id,
      place,
      status: row.pointIndex === lastPoint ? 'finished' : 'on_track',
      last_point: timingPoints[row.pointIndex].id,
      elapsed_us: row.elapsedUs,
      gap_us: row.elapsedUs - leadUs,
      tie: Boolean(same(rows[i - 1]) || same(rows[i + 1])),
    };
  });
}

export function results(run) {
  const order = positions(run);
  return order.map((row) => {
    const rider = run.riders.find((r) => r.lane === row.lane);
    const finished = row.status === 'finished';
    return {
      lane: row.lane,
      rider_id: row.rider_id,
      plate: rider.plate,
      ...(finished ? { place: row.place, elapsed_us: row.elapsed_us } : { code: row.place ? 'dnf' : 'dns' }),
      tie: finished && row.tie,
      splits: run.crossed
        .filter((c) => c.lane === row.lane)
        .map((c) => ({ timing_point: timingPoints[c.pointIndex].id, elapsed_us: c.elapsedUs })),
    };
  });
}
