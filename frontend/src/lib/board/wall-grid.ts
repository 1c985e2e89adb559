export interface WallGrid {
  columns: number;
  rows: number;
  /** The towers' unit in pixels: a hundredth of a cell's height, or an eightieth of its width. */
  unitPx: number;
}

/** The arrangement in which `count` compact towers (80 units wide, 100 high) become largest. */
export function wallGrid(count: number, widthPx: number, heightPx: number, gapPx = 8): WallGrid {
  let best: WallGrid = { columns: 1, rows: Math.max(1, count), unitPx: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (widthPx - gapPx * (columns - 1)) / columns;
    const cellHeight = (heightPx - gapPx * (rows - 1)) / rows;
    const unitPx = Math.min(cellHeight / 100, cellWidth / 80);
    if (unitPx > best.unitPx) best = { columns, rows, unitPx };
  }
  return best;
}
