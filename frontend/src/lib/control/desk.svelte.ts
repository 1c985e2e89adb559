import { newIdempotencyKey, sendIntent } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { IntentBody, IntentName } from '@/api/types';
import type { LogEntry } from '@/race/log';

export interface Pending {
  intent: IntentName;
  /** Reached when the race shows this version … */
  runVersion: number | null;
  /** … or when this intent is reported. */
  intentId: string | null;
}

export interface DeskMessage {
  tone: 'refused' | 'trouble';
  text: string;
  code: string;
  traceId: string | null;
}

const patienceMs = 10_000;

/**
 * Sends one intent at a time. A button stays pending until the *event* is back on the live socket, not until the
 * HTTP answer: what an operator sees then is what every board sees.
 */
export class ControlDesk {
  pending = $state.raw<Pending | null>(null);
  message = $state.raw<DeskMessage | null>(null);
  readonly #trackId: string;
  readonly #send: typeof sendIntent;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen = { runVersion: 0, log: [] as readonly LogEntry[] };

  constructor(trackId: string, send: typeof sendIntent = sendIntent) {
    this.#trackId = trackId;
    this.#send = send;
  }

  /** true: the request was taken; the race will show it. */
  async act(intent: IntentName, body: IntentBody): Promise<boolean> {
    if (this.pending) return false;
    const mine: Pending = { intent, runVersion: null, intentId: null };
    this.pending = mine;
    this.message = null;
    this.#timer = setTimeout(() => {
      this.#settle();
      this.message = {
        tone: 'trouble',
        text: 'The race engine has not answered yet. The request is on record: watch the log before you repeat it.',
        code: 'no_answer',
        traceId: null,
      };
    }, patienceMs);
    try {
      const answer = await this.#send(this.#trackId, intent, body, newIdempotencyKey());
      if (this.pending !== mine) return true;
      this.pending =
        answer.kind === 'applied'
          ? { ...mine, runVersion: answer.runVersion }
          : { ...mine, intentId: answer.intentId, runVersion: answer.intentId ? null : body.run_version + 1 };
      this.observe(this.#seen.runVersion, this.#seen.log);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (this.pending === mine) this.#settle();
      this.message = {
        tone: error.status === 409 ? 'refused' : 'trouble',
        text:
          error.code === 'version_conflict' ? 'The race moved on before your press arrived.' : error.detail,
        code: error.code,
        traceId: error.traceId,
      };
      return false;
    }
  }

  /** What the live socket shows now. */
  observe(runVersion: number, log: readonly LogEntry[]): void {
    this.#seen = { runVersion, log };
    const pending = this.pending;
    if (!pending) return;
    const reported = pending.intentId ? log.find((entry) => entry.intentId === pending.intentId) : undefined;
    if (reported?.tone === 'refused') {
      this.message = { tone: 'refused', text: reported.what, code: 'refused', traceId: null };
    }
    if (reported || (pending.runVersion !== null && runVersion >= pending.runVersion)) this.#settle();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.pending = null;
  }
}
