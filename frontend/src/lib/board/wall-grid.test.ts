import { describe, expect, it } from 'vitest';
import { wallGrid } from './wall-grid';

describe('a wall of towers', () => {
  it.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 3, 1],
    [6, 3, 2],
    [12, 6, 2],
  ])('of %i on a television stands in %i columns and %i rows', (count, columns, rows) => {
    expect(wallGrid(count, 1920, 1080)).toMatchObject({ columns, rows });
  });

  it('stands in one column on a phone', () => {
    expect(wallGrid(3, 390, 844)).toMatchObject({ columns: 1, rows: 3 });
  });

  it.each([1, 2, 3, 5, 7, 8, 12, 24])('of %i has room for all, and each fits its cell', (count) => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [390, 844],
      [3840, 1080],
    ] as const) {
      const { columns, rows, unitPx } = wallGrid(count, width, height);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * (rows - 1)).toBeLessThan(count);
      expect(unitPx).toBeGreaterThan(0);
      expect(unitPx * 100 * rows + 8 * (rows - 1)).toBeLessThanOrEqual(height + 1e-6);
      expect(unitPx * 80 * columns + 8 * (columns - 1)).toBeLessThanOrEqual(width + 1e-6);
    }
  });

  it('of none is one empty place, not a division by nothing', () => {
    expect(wallGrid(0, 1920, 1080)).toMatchObject({ columns: 1 });
  });
});
