import { expect, phaseOf, test } from './sim';

const button = (name: RegExp) => ({ name, exact: false }) as const;

test.beforeEach(async ({ page, track }) => {
  await page.goto(`/control/${track.id}`);
  await expect(page.getByText(/^●? ?live/i).first()).toBeVisible();
});

test('stages the next moto, by button', async ({ page }) => {
  await page.getByRole('button', button(/Stage moto 1$/)).click();
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'staged');
  await expect(page.getByRole('button', button(/Undo: take moto 1 off the gate/))).toBeEnabled();
  await expect(page.getByText('Moto 1 is at the gate.').first()).toBeVisible();
  await expect(page.getByRole('list', { name: /who did what/i })).toContainText('Race office');
});

test('takes it back with one key', async ({ page }) => {
  // A key does what the button says, and until the programme is there the button says nothing.
  await expect(page.getByRole('button', button(/Stage moto 1$/))).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('s');
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'staged');
  // The board may know before the request is answered; until then no other button takes a press.
  await expect(page.getByRole('button', button(/Undo: take moto 1 off the gate/))).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  await page.keyboard.press('u');
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'idle');
  await expect(page.getByRole('button', button(/Stage moto 1$/))).toHaveAttribute('aria-disabled', 'false');
});

test('forces a finish on the second press only', async ({ page, track }) => {
  await track.stage();
  await track.gate();
  await track.step(20);
  const force = page.getByRole('button', button(/force the finish of moto 1/i));
  await force.click();
  await expect(force).toHaveText(/press again/i);
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'racing');
  await page.keyboard.press('Escape');
  await expect(force).not.toHaveText(/press again/i);

  await force.click();
  await force.click();
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'finished');
  await expect(page.getByText('No race is running.')).toBeVisible();
});

test('half a press for one race does nothing to the next', async ({ page, track }) => {
  await track.stage('moto-1');
  await track.gate();
  await page.getByRole('button', button(/force the finish of moto 1$/i)).click();
  await expect(page.getByRole('button', button(/press again/i))).toBeVisible();
  await track.force();
  await track.stage('moto-2');
  await track.gate();
  const force = page.getByRole('button', button(/force the finish of moto 2$/i));
  await expect(force).not.toHaveText(/press again/i);
  await force.click();
  await expect(force).toHaveText(/press again/i);
  await expect(phaseOf(page)).toHaveAttribute('data-phase', 'racing');
});

test('a press on an old view is refused, and the page says how the race stands now', async ({
  page,
  track,
}) => {
  const stage = page.getByRole('button', button(/Stage moto 2/));
  await page.getByRole('button', { name: /^2 / }).click();
  await expect(stage).toBeVisible();
  // Another operator's moto 1 comes to the gate while this press is on its way.
  await page.route('**/control/stage', async (route) => {
    await track.stage('moto-1');
    await route.continue();
  });
  await stage.click();
  await expect(page.getByText('The race moved on before your press arrived.')).toBeVisible();
  await expect(page.getByText('Now moto 1 is at the gate.')).toBeVisible();
  await expect(page.getByText(/version_conflict/)).toBeVisible();
});

test('can do nothing without a connection, and says so', async ({ page, track }) => {
  await track.kill(20_000);
  const why = page.getByText('No live connection: what you see may be old.');
  await expect(why).toHaveCount(4);
  await expect(page.getByRole('button', button(/Stage moto 1$/))).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
});
