import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { sourceHash } from './scripts/source-hash.mjs';

const out = process.env.BMXTIMING_WWWROOT ?? '../BmxTiming.Server/wwwroot';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    // A single-page application: the server sends index.html for every path it does not know.
    adapter: adapter({ pages: out, assets: out, fallback: 'index.html', precompress: false }),
    alias: { '@': 'src/lib' },
    // The same sources give the same version, so a rebuild of an unchanged tree does not reload the boards.
    version: { name: process.env.BMXTIMING_VERSION ?? sourceHash(), pollInterval: 60_000 },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        // Rows carry their position in a style attribute.
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
      },
    },
  },
};
