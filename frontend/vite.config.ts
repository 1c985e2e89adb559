import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const server = process.env.BMXTIMING_SERVER ?? 'http://127.0.0.1:5080';

export default defineConfig({
  plugins: [sveltekit(), svelteTesting()],
  // Boards run in OBS 30 and on televisions: Chromium 103.
  build: { target: 'chrome103', cssTarget: 'chrome103' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': { target: server },
      '/openapi': { target: server },
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'happy-dom',
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    // One environment for all files: making one costs more than all tests together.
    isolate: false,
  },
});
