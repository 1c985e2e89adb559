import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';

/** One invented track that stands still until the test moves it. */
export class SimTrack {
  constructor(
    readonly id: string,
    private readonly origin: string,
  ) {}

  get board(): string {
    return `/board/tower?track=${this.id}`;
  }

  stage = (motoId?: string) => this.tell('stage', { moto_id: motoId });
  gate = () => this.tell('gate');
  /** The next `count` crossings. */
  step = (count: number) => this.tell('step', { count });
  /** All crossings that are left. */
  run = () => this.tell('run');
  force = () => this.tell('force');
  mute = () => this.tell('mute');
  unmute = () => this.tell('unmute');
  kill = (downMs: number) => this.tell('kill', { down_ms: downMs });
  /** Loses the next `count` events on their way. */
  skip = (count: number) => this.tell('skip', { count });

  private async tell(action: string, body: object = {}): Promise<void> {
    const answer = await fetch(`${this.origin}/sim/${this.id}/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`sim ${action}: ${answer.status}`);
  }
}

interface Fixtures {
  track: SimTrack;
  newTrack: (name: string) => SimTrack;
  /** What a page did that no page may do: ask another host, break its own policy, or throw. */
  misdeeds: string[];
}

export const test = base.extend<Fixtures, { browserWithCache: BrowserContext }>({
  // Playwright reads a fixture's needs from this pattern; this one needs nothing.
  // eslint-disable-next-line no-empty-pattern
  baseURL: async ({}, use) => {
    await use(process.env.SIM_URL);
  },
  // One context for all tests of a worker: the scripts are compiled once, not once a test. Pages keep nothing.
  browserWithCache: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        baseURL: process.env.SIM_URL,
        viewport: { width: 1280, height: 720 },
      });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ browserWithCache }, use) => {
    const page = await browserWithCache.newPage();
    await use(page);
    await page.close();
  },
  newTrack: async ({ baseURL }, use, info) => {
    await use(
      (name) =>
        new SimTrack(`${name}-${info.testId.slice(-6)}-${info.repeatEachIndex}`.toLowerCase(), baseURL!),
    );
  },
  track: async ({ newTrack }, use) => {
    await use(newTrack('track'));
  },
  misdeeds: [
    async ({ page, baseURL }, use) => {
      const found: string[] = [];
      const home = new URL(baseURL!).host;
      const check = (address: string) => {
        const url = new URL(address);
        if (url.protocol !== 'data:' && url.host !== home) found.push(`asked ${address}`);
      };
      page.on('request', (request) => check(request.url()));
      page.on('websocket', (socket) => check(socket.url()));
      page.on('pageerror', (error) => found.push(`threw ${error.message}`));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) found.push(message.text());
      });
      await use(found);
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export const rows = (page: Page | Locator) => page.locator('.rows .row');
export const phaseOf = (page: Page | Locator) => page.locator('section.tower');

/** Lanes from the top of the board to its foot, as they stand now. */
export async function order(page: Page): Promise<number[]> {
  const found = await rows(page).evaluateAll((elements) =>
    elements.map((element) => ({
      lane: Number((element as HTMLElement).dataset.lane),
      top: element.getBoundingClientRect().top,
    })),
  );
  return found.sort((a, b) => a.top - b.top).map(({ lane }) => lane);
}

/** Texts that do not fit the box they stand in. */
export function clipped(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => element.textContent!.trim()),
    );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds to be serious or critical, as "rule: first place". */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string }[];
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  });
}
