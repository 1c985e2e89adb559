import { defineConfig, devices } from '@playwright/test';

// Where Chromium comes with the machine; nothing is downloaded.
const executablePath = process.env.BMX_CHROMIUM || '/usr/bin/chromium';
/** Quiet and alone: no GPU that is not there, no traffic of the browser's own. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const wwwroot = process.env.BMXTIMING_WWWROOT ?? '../BmxTiming.Server/wwwroot';
/** The simulator takes a free port and says which; the name of the group becomes SIM_URL for the tests. */
const ready = /simulator on (?<sim_url>http:\/\/127\.0\.0\.1:\d+)/;

/** Tests of the stack bring their own servers; asking for them alone starts no simulator. */
const stackOnly = process.argv.some(
  (argument, i, all) =>
    argument === '--project=stack' || (argument === 'stack' && all[i - 1] === '--project'),
);

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 720 },
    launchOptions: { executablePath, args },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'sim', testDir: 'tests/e2e', fullyParallel: true, timeout: 90_000, expect: { timeout: 20_000 } },
    {
      name: 'stack',
      testDir: 'tests/stack',
      workers: 1,
      fullyParallel: false,
      timeout: 300_000,
      expect: { timeout: 60_000 },
    },
  ],
  webServer: stackOnly
    ? undefined
    : {
        command: `node scripts/simulator.mjs --port 0 --heartbeat 1000 --static ${wwwroot}`,
        wait: { stdout: ready },
        gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
      },
});
