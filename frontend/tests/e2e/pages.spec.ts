import { barriers, clipped, expect, phaseOf, rows, test } from './sim';

test('a wall shows each track by itself, and each tower whole', async ({ page, newTrack }) => {
  const [a, b, c] = [newTrack('wall-a'), newTrack('wall-b'), newTrack('wall-c')];
  await a.stage();
  await b.stage();
  await b.gate();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/board/wall?tracks=${a.id},${b.id},${c.id}`);
  const towers = phaseOf(page);
  await expect(towers).toHaveCount(3);
  await expect(towers.nth(0)).toHaveAttribute('data-phase', 'staged');
  await expect(towers.nth(1)).toHaveAttribute('data-phase', 'racing');
  await expect(towers.nth(2)).toHaveAttribute('data-phase', 'idle');

  await b.step(8);
  await expect(towers.nth(1).locator('.row:not([data-place=""])')).toHaveCount(8);
  await expect(rows(towers.nth(0))).toHaveCount(8);

  const screen = page.viewportSize()!;
  for (const tower of await towers.all()) {
    const box = (await tower.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(screen.width + 0.5);
    expect(box.y + box.height).toBeLessThanOrEqual(screen.height + 0.5);
  }
  const lastRow = (await rows(towers.nth(1)).locator('visible=true').last().boundingBox())!;
  expect(lastRow.y + lastRow.height).toBeLessThanOrEqual(screen.height);

  expect(await clipped(page, '.name b, .value, h1, .phase')).toEqual([]);

  await b.mute();
  await expect(towers.nth(1).getByRole('status')).toContainText(/no connection/i);
  await expect(towers.nth(0).getByRole('status')).toHaveCount(0);
});

test('the start page lists the tracks, and fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(3);
  await expect(
    cards
      .first()
      .getByText(/at the gate|racing|provisional|no race/i)
      .first(),
  ).toBeVisible();
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);

  await cards.first().getByRole('button', { name: 'QR' }).click();
  await expect(cards.first().locator('figure svg')).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);

  await cards.first().getByRole('link', { name: 'Watch live' }).click();
  await expect(page).toHaveURL(/\/board\/tower\?track=sandnes$/);
  await expect(phaseOf(page)).toHaveClass(/compact/);
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test('the decoders page shows decoders and passings as they come', async ({ page, track }) => {
  await track.stage();
  await track.gate();
  await track.step(3);
  await page.goto(`/diagnostics/${track.id}`);
  await expect(page.getByRole('heading', { name: /^Decoder \d/ })).toHaveCount(1);
  const passings = page.locator('tbody tr');
  await expect(passings).toHaveCount(4);
  await expect(page.getByText('gate pulse')).toBeVisible();
  await track.step(2);
  await expect(passings).toHaveCount(6);
});

test('an address that is no page says so', async ({ page }) => {
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

const addresses: Record<string, (track: string) => string[]> = {
  'the boards': (track) => [
    `/board/tower?track=${track}`,
    `/board/tower?track=${track}&density=near&badge=1`,
    `/board/tower?track=${track}&theme=sun`,
    `/board/wall?tracks=${track},empty-track`,
    `/board/clock?track=${track}`,
    '/board/tower',
  ],
  'pages for people who work': (track) => [
    '/',
    `/control/${track}`,
    `/diagnostics/${track}`,
    '/no/such/page',
  ],
  'the states of the gallery': () =>
    [
      'refused',
      'empty',
      'idle',
      'staged',
      'decision',
      'finished',
      'stale',
      'stale-finished',
      'near-finished',
    ].map((state) => `/dev/gallery?state=${state}`),
};

for (const [group, list] of Object.entries(addresses)) {
  test(`no barrier for anybody on ${group}`, async ({ page, track }) => {
    await track.stage();
    await track.gate();
    await track.step(11);
    for (const address of list(track.id)) {
      await page.goto(address);
      await expect(page).toHaveTitle(/BMX Timing/);
      await expect(page.locator('.skeleton')).toHaveCount(address.endsWith('refused') ? 1 : 0);
      expect.soft(await barriers(page), address).toEqual([]);
    }
  });
}
