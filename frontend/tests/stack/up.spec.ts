import { resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { LocalStack } from './local-stack';

const tracks = ['track-a', 'track-b', 'track-c'];
const ridersPerMoto = 8;
const fullRaceWithinMs = 60_000;

/** The pictures of the README; written only when somebody means to renew them. */
const images = process.env.BMX_UPDATE_IMAGES ? resolve(import.meta.dirname, '../../../docs/images') : null;

/** What a board shows of one track at a moment. */
interface Shown {
  phase: string;
  places: number;
  points: number;
}

/** A race seen on one board from the gate to the last rider. */
class SeenRace {
  private racing = false;
  private finishedMs: number | null = null;

  get whole(): boolean {
    return this.finishedMs !== null;
  }

  take(shown: Shown, sinceMs: number): void {
    if (shown.phase === 'racing') this.racing = true;
    if (this.racing && shown.phase === 'finished' && shown.places === ridersPerMoto)
      this.finishedMs ??= sinceMs;
  }

  toString(): string {
    return this.whole
      ? `${Math.round((this.finishedMs ?? 0) / 1000)} s`
      : this.racing
        ? 'racing'
        : 'not started';
  }
}

async function look(page: Page): Promise<Shown[]> {
  return page.locator('section.tower').evaluateAll((towers) =>
    towers.map((tower) => ({
      phase: (tower as HTMLElement).dataset.phase ?? '',
      places: tower.querySelectorAll('.row:not([data-place=""])').length,
      points: tower.querySelectorAll('.leaders li.done').length,
    })),
  );
}

test('from ./bmx up to a full race on each tower and on the wall; ./bmx down leaves nothing', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const stack = await LocalStack.up();
  let left: string[];
  try {
    const healthyAt = Date.now();
    const screen = { viewport: { width: 1920, height: 1080 } };
    const towers = await Promise.all(
      tracks.map(async (track) => {
        const page = await browser.newPage(screen);
        await page.goto(`${stack.origin}/board/tower?track=${track}`);
        return page;
      }),
    );
    const wall = await browser.newPage(screen);
    await wall.goto(`${stack.origin}/board/wall`);

    const onTower = tracks.map(() => new SeenRace());
    const onWall = tracks.map(() => new SeenRace());
    const pictures = new Set<string>();
    await expect
      .poll(
        async () => {
          const sinceMs = Date.now() - healthyAt;
          const shown = (await Promise.all(towers.map(look))).map(([tower]) => tower);
          const shownOnWall = await look(wall);
          shown.forEach((tower, i) => tower && onTower[i]!.take(tower, sinceMs));
          shownOnWall.forEach((tower, i) => onWall[i]!.take(tower, sinceMs));
          if (shown[0]?.phase === 'racing' && shown[0].points >= 2)
            await picture(towers[0]!, 'tower', pictures);
          if (shownOnWall.length === tracks.length && shownOnWall.every((tower) => tower.points >= 1))
            await picture(wall, 'wall', pictures);
          if (onTower[0]!.whole) await picture(towers[0]!, 'tower-finished', pictures);
          return `towers ${onTower.join(', ')}; wall ${onWall.join(', ')}`;
        },
        { timeout: fullRaceWithinMs, intervals: [200] },
      )
      .toMatch(/^towers \d+ s, \d+ s, \d+ s; wall \d+ s, \d+ s, \d+ s$/);
    expect([...pictures].sort()).toEqual(['tower', 'tower-finished', 'wall']);

    await onePicture(
      browser.newPage({ viewport: { width: 1440, height: 900 } }),
      `${stack.origin}/control/track-a`,
      'control',
    );
    await onePicture(
      browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }),
      stack.origin,
      'start',
    );
  } finally {
    left = await stack.down();
  }
  expect(left).toEqual([]);
});

async function picture(page: Page, name: string, taken: Set<string>): Promise<void> {
  if (taken.has(name)) return;
  taken.add(name);
  await page.screenshot({
    animations: 'disabled',
    path: images ? `${images}/${name}.png` : test.info().outputPath(`${name}.png`),
  });
}

async function onePicture(opening: Promise<Page>, address: string, name: string): Promise<void> {
  const page = await opening;
  await page.goto(address);
  await expect(page.getByText(/live/i).first()).toBeVisible({ timeout: 15_000 });
  await picture(page, name, new Set());
  await page.close();
}
