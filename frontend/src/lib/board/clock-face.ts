import type { Run } from '@/race/model';
import { formatClock, formatTime } from '@/race/format';
import { winningTimeUs } from '@/race/standings';

export interface ClockFace {
  text: string;
  running: boolean;
}

/**
 * What a race clock shows. It runs on the server's clock from the gate's fall; a race that is over shows the
 * winner's time, which comes from the decoder.
 */
export function clockFace(run: Run | null, nowUs: number | null): ClockFace {
  if (run?.phase === 'racing' && run.gate_drop_us !== undefined) {
    return nowUs === null
      ? { text: '~', running: true }
      : { text: formatClock(nowUs - run.gate_drop_us), running: true };
  }
  const winnerUs = run?.phase === 'finished' ? winningTimeUs(run) : null;
  return { text: winnerUs === null ? '0.0' : formatTime(winnerUs), running: false };
}
