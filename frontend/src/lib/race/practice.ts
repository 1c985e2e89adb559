import { maxPracticeRows, type PracticeRow, type PracticeTime, type RaceSnapshot } from './model';

/** The transponder's row with its new time comes first; the one seen longest ago makes room. */
export function practiceTime(snapshot: RaceSnapshot, time: PracticeTime): RaceSnapshot {
  const { practice } = snapshot;
  if (!practice) return snapshot;
  const isOf = (row: PracticeRow) =>
    row.transponder_id === time.transponder_id && row.transponder_code === time.transponder_code;
  const best = practice.rows.find(isOf)?.best ?? [];
  const row: PracticeRow = {
    transponder_id: time.transponder_id,
    transponder_code: time.transponder_code,
    last_point: time.timing_point,
    last_us: time.elapsed_us,
    best: [
      ...best.filter((split) => split.timing_point !== time.timing_point),
      { timing_point: time.timing_point, elapsed_us: time.best_us },
    ],
    finishes: time.finishes,
  };
  const rows = [row, ...practice.rows.filter((other) => !isOf(other))].slice(0, maxPracticeRows);
  return { ...snapshot, practice: { ...practice, rows } };
}
