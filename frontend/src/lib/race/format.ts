/** What stands in the right-hand column of a row. Typed, so that nobody ever parses "+0.148" or sorts "DNF". */
export type Gap =
  | { kind: 'none' }
  | { kind: 'time'; us: number }
  | { kind: 'gap'; ms: number }
  | { kind: 'code'; code: string };

export const noGap: Gap = { kind: 'none' };

/** Times are cut, not rounded, to milliseconds: a clock that shows 34.118 has reached it. */
export function toMs(us: number): number {
  return Math.floor(us / 1000);
}

/** `34.118`, from a minute on `1:02.345`. */
export function formatTime(us: number): string {
  return formatMs(toMs(us), 3);
}

/** A running clock, `21.4`. Before the gate (clocks may disagree a little) it stands at zero. */
export function formatClock(us: number): string {
  return formatMs(Math.max(0, Math.floor(us / 100_000) * 100), 1);
}

export function formatGap(gap: Gap): string {
  switch (gap.kind) {
    case 'none':
      return '–';
    case 'time':
      return formatTime(gap.us);
    case 'gap':
      return `${gap.ms < 0 ? '−' : '+'}${formatMs(Math.abs(gap.ms), 3)}`;
    case 'code':
      return codeWord(gap.code);
  }
}

/** How it is said on a board. An unknown code is shown as it came: hiding it would be a wrong result. */
export function codeWord(code: string): string {
  return code.toUpperCase();
}

/** "3 s", "2 min", "1 h": how old something is. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Wall-clock time of day in this device's zone, with milliseconds where they matter. */
export function formatTimeOfDay(us: number, withMs = false): string {
  const date = new Date(us / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return withMs ? `${text}.${String(Math.floor(us / 1000) % 1000).padStart(3, '0')}` : text;
}

function formatMs(ms: number, decimals: 1 | 3): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.floor((ms % 60_000) / 1000);
  const fraction = String(ms % 1000)
    .padStart(3, '0')
    .slice(0, decimals);
  return minutes > 0
    ? `${minutes}:${String(seconds).padStart(2, '0')}.${fraction}`
    : `${seconds}.${fraction}`;
}
