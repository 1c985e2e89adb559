import { clipped, expect, order, phaseOf, rows, test } from './sim';

const time = /^\d+\.\d{3}$/;

test('a race from the gate to the result', async ({ page, track }) => {
  await track.stage();
  await page.goto(track.board);
  await expect(rows(page)).toHaveCount(8);
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'staged');
  await expect(page.locator('.phase')).toHaveText(/at the gate/i);
  expect(await order(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);

  await track.gate();
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'racing');
  const clock = page.getByRole('timer');
  const before = Number(await clock.textContent());
  await expect.poll(async () => Number(await clock.textContent())).toBeGreaterThan(before + 0.3);

  await track.step(8);
  await expect(page.locator('.leaders li.done')).toHaveCount(1);
  await expect(page.locator('.row:not([data-place=""])')).toHaveCount(8);
  const first = page.locator('.row[data-place="1"]');
  await expect(first.locator('.value')).toHaveText(time);
  const hillTime = await first.locator('.value').textContent();
  const places = await rows(page).evaluateAll((all) =>
    all.map((row) => ({
      lane: Number((row as HTMLElement).dataset.lane),
      place: Number((row as HTMLElement).dataset.place),
    })),
  );
  // Rows move for a quarter of a second; then the picture is the order of the race.
  await expect
    .poll(() => order(page))
    .toEqual([...places].sort((a, b) => a.place - b.place || a.lane - b.lane).map(({ lane }) => lane));

  await track.step(8);
  await expect(page.locator('.leaders li.done')).toHaveCount(2);
  await expect(first.locator('.value')).not.toHaveText(hillTime!);

  await track.run();
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'finished');
  await expect(page.locator('.phase')).toHaveText(/provisional/i);
  await expect(page.locator('.row.winner')).not.toHaveCount(0);
  const winnerTime = await page.locator('.row.winner .value').first().textContent();
  await expect(clock).toHaveText(winnerTime!);
});

test('a rider who does not come: a decision, then a code and no place', async ({ page, track }) => {
  await track.stage('moto-3');
  await track.gate();
  await track.run();
  await page.goto(track.board);
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'racing');
  await expect(page.locator('.review')).toHaveCount(1);

  await track.force();
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'finished');
  await expect(page.locator('.row.out .value')).toHaveText('DNF');
  await expect(page.locator('.row.out')).toHaveAttribute('data-place', '');
  await expect(page.locator('.review')).toHaveCount(0);
  await expect.poll(async () => (await order(page)).at(-1)).toBe(5);
});

test('silence is told on the data itself, and heals', async ({ page, track }) => {
  await track.stage();
  await track.gate();
  await page.goto(track.board);
  await expect(rows(page)).toHaveCount(8);

  await track.mute();
  const banner = page.getByRole('status');
  await expect(banner).toContainText(/no connection/i);
  await expect(banner).toContainText(/data \d+ s old/);
  await expect(page.locator('.rows')).toHaveCSS('opacity', '0.6');
  await track.step(8);

  await track.unmute();
  await expect(banner).toHaveCount(0);
  await expect(page.locator('.rows')).toHaveCSS('opacity', '1');
  await expect(page.locator('.row:not([data-place=""])')).toHaveCount(8);
});

test('a server that went away is found again, with a fresh snapshot', async ({ page, track }) => {
  await track.stage();
  await page.goto(track.board);
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'staged');

  await track.kill(2_500);
  await track.gate();
  await track.step(8);
  await expect(page.getByRole('status')).toContainText(/no connection/i);
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'racing');
  await expect(page.locator('.row:not([data-place=""])')).toHaveCount(8);
  await expect(page.getByRole('status')).toHaveCount(0);
});

test('an event lost on the way is noticed and made good', async ({ page, track }) => {
  await track.stage();
  await track.gate();
  await page.goto(track.board);
  await expect(rows(page)).toHaveCount(8);
  await track.skip(2);
  await track.step(8);
  await expect(page.locator('.row:not([data-place=""])')).toHaveCount(8);
});

test('a link without rights says so, and does not knock again', async ({ page }) => {
  let sockets = 0;
  page.on('websocket', () => (sockets += 1));
  await page.goto('/board/tower?track=forbidden');
  await expect(page.getByRole('status')).toContainText(/no access/i);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByRole('status')).toContainText(/no access/i);
  expect(sockets).toBe(1);
});

test('a delayed board says so and shows the race later', async ({ page, track }) => {
  await track.stage();
  await page.goto(`${track.board}&delay=3`);
  await expect(page.getByRole('status')).toContainText(/delayed by 3 s/i);
  await expect(rows(page)).toHaveCount(8);
  await expect(page.locator('.tag.delayed')).toHaveText(/delay \+3 s/i);
});

test('nothing jumps during a race', async ({ page, track }) => {
  await track.stage();
  await page.goto(track.board);
  await expect(rows(page)).toHaveCount(8);
  // From here on: the font has come, the race begins.
  await page.evaluate(async () => {
    await document.fonts.ready;
    interface Shift extends PerformanceEntry {
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    }
    const jumps: string[] = [];
    (window as unknown as { jumps: string[] }).jumps = jumps;
    // A cell may get another text; no box may get another place. Rows move by transform, which is no layout.
    new PerformanceObserver((list) => {
      for (const { node, previousRect, currentRect } of (list.getEntries() as Shift[]).flatMap(
        (entry) => entry.sources,
      )) {
        if (previousRect.x !== currentRect.x || previousRect.y !== currentRect.y)
          jumps.push(`${node?.nodeName} ${node?.textContent}`);
      }
    }).observe({ type: 'layout-shift' });
  });
  await track.gate();
  for (let points = 1; points <= 3; points += 1) {
    await track.step(8);
    await expect(page.locator('.leaders li.done')).toHaveCount(points);
  }
  await track.run();
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'finished');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await page.evaluate(() => (window as unknown as { jumps: string[] }).jumps)).toEqual([]);
});

test('is readable from twenty metres: letters of 9 % of the height, and every one of them visible', async ({
  page,
  track,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const moto of ['moto-1', 'moto-2']) {
    await track.stage(moto);
    await page.goto(track.board);
    await expect(rows(page)).toHaveCount(8);
    const size = await rows(page)
      .first()
      .evaluate((row) => parseFloat(getComputedStyle(row).fontSize) / innerHeight);
    expect(size).toBeGreaterThanOrEqual(0.09);
    expect(await clipped(page, '.plate, .value, h1, .phase, .clock')).toEqual([]);
    await track.gate();
    await track.run();
    await expect(phaseOf(page)).toHaveAttribute('data-phase', 'finished');
    expect(await clipped(page, '.plate, .value, .name, .name b, h1, .phase, .clock')).toEqual([]);
    const overlapping = await rows(page).evaluateAll((all) =>
      all.flatMap((row) => {
        const boxes = [...row.querySelectorAll(':scope > span:not(.tint)')].map((cell) =>
          cell.getBoundingClientRect(),
        );
        return boxes
          .slice(1)
          .filter((box, i) => box.width > 0 && box.left < boxes[i]!.right - 1)
          .map(() => row.textContent);
      }),
    );
    expect(overlapping).toEqual([]);
  }
});
