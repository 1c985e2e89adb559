/**
 * What a first visit to each page costs, compressed, against its budget; and that the build asks no other host for
 * anything. Run after `npm run build`; ends with 1 if a budget is broken.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kit = '.svelte-kit';
const out = process.env.BMXTIMING_WWWROOT ?? '../BmxTiming.Server/wwwroot';
const kB = 1000;

/**
 * Limits in compressed bytes. `code` is page, scripts and styles: what must be here before anything shows. The font
 * comes on top, replaces the system's when it arrives and is kept for a year; `total` counts it.
 */
const budgets = [
  { routes: /^\/\(board\)\/board\/(tower|clock)$/, js: 60 * kB, css: 6 * kB, code: 90 * kB },
  { routes: /^\/\(board\)/, code: 90 * kB },
  { routes: /^\/\(public\)/, total: 90 * kB },
  { routes: /^\/\(console\)/, code: 150 * kB },
];
/** Addresses that are names and not requests: XML name spaces, and links in the framework's messages. */
const harmlessHosts = /^(www\.w3\.org|svelte\.dev|kit\.svelte\.dev|sveltekit\.io)$/;

const manifest = JSON.parse(readFileSync(join(kit, 'output/client/.vite/manifest.json'), 'utf8'));
const { dictionary } = await import(
  `data:text/javascript,${encodeURIComponent(readFileSync(join(kit, 'generated/client-optimized/app.js'), 'utf8').match(/export const dictionary = \{[^]*?\};/)[0])}`
);
const entries = Object.keys(manifest).filter((key) =>
  /client\/entry\.js$|client-optimized\/app\.js$/.test(key),
);
const nodeKey = (n) => `${kit}/generated/client-optimized/nodes/${n}.js`;

const failures = [...costs(), ...strangers()];
for (const failure of failures) console.error(`✕ ${failure}`);
console.log(
  failures.length === 0
    ? 'All budgets kept; nothing is asked of another host.'
    : `${failures.length} broken.`,
);
process.exit(failures.length === 0 ? 0 : 1);

function costs() {
  const broken = [];
  console.log('page                                   js kB  css kB code kB font kB   total');
  for (const [route, [page, layouts = []]] of Object.entries(dictionary)) {
    const files = reach([...entries, ...[0, ...layouts, page].map(nodeKey)]);
    const sum = (suffix) =>
      [...files].filter((file) => file.endsWith(suffix)).reduce((bytes, file) => bytes + weigh(file), 0);
    const cost = { js: sum('.js'), css: sum('.css'), font: sum('.woff2') };
    const code = cost.js + cost.css + weigh('index.html');
    Object.assign(cost, { code, total: code + cost.font });
    console.log(
      `${route.padEnd(36)}${[cost.js, cost.css, code, cost.font, cost.total]
        .map((bytes) => (bytes / kB).toFixed(1).padStart(8))
        .join('')}`,
    );
    const budget = budgets.find(({ routes }) => routes.test(route));
    for (const [what, limit] of Object.entries(budget ?? {})) {
      if (cost[what] > limit)
        broken.push(`${route}: ${what} ${(cost[what] / kB).toFixed(1)} kB, allowed ${limit / kB}`);
    }
  }
  return broken;
}

/** Every file that these manifest entries load before the page stands. */
function reach(keys, files = new Set(), seen = new Set()) {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) {
      files.add(css);
      // The browser loads a font file only for letters it needs: Latin always, the others for some names.
      for (const [, font] of readFileSync(
        join(out, '_app/immutable/assets', css.split('/').at(-1)),
        'utf8',
      ).matchAll(/url\(\.?\/?([^)]*-latin-w\w+-normal[^)]*\.woff2)\)/g)) {
        files.add(`_app/immutable/assets/${font.split('/').at(-1)}`);
      }
    }
    reach(chunk.imports ?? [], files, seen);
  }
  return files;
}

function weigh(file) {
  const bytes = readFileSync(join(out, file));
  return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

function strangers() {
  const found = [];
  for (const file of walk(out)) {
    if (!/\.(html|js|css|svg|webmanifest)$/.test(file)) continue;
    for (const [, host] of readFileSync(file, 'utf8').matchAll(
      /(?:https?|wss?):\/\/([a-z0-9.-]+\.[a-z]{2,})/gi,
    )) {
      if (!harmlessHosts.test(host)) found.push(`${file} names the host ${host}`);
    }
  }
  return found;
}

function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
