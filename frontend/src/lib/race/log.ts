import type { ControlApplied, RaceEvent } from './model';

/** One line of "who did what, when". */
export interface LogEntry {
  seq: number;
  atUs: number;
  tone: 'control' | 'refused' | 'race';
  who: string;
  what: string;
  /** Of a control request: ties the line to the button that was pressed. */
  intentId?: string;
}

export const maxLogEntries = 200;

const intentWords: Record<string, { done: string; asked: string }> = {
  stage: { done: 'Staged', asked: 'stage a moto' },
  unstage: { done: 'Took off the gate', asked: 'take a moto off the gate' },
  reset: { done: 'Reset', asked: 'reset a race' },
  force_finish: { done: 'Forced the finish of', asked: 'force a finish' },
  programme: { done: 'Changed the programme', asked: 'change the programme' },
  practice_on: { done: 'Started practice', asked: 'start practice' },
  practice_off: { done: 'Ended practice', asked: 'end practice' },
  manual_gate: { done: 'Started by hand', asked: 'start a race by hand' },
  attach_gate: { done: 'Attached the gate to', asked: 'attach the gate' },
  reopen: { done: 'Reopened', asked: 'reopen a race' },
  insert_passing: { done: 'Entered a time in', asked: 'enter a time' },
  void_passing: { done: 'Struck out a time in', asked: 'strike out a time' },
  assign_passing: { done: 'Gave a passing to a lane in', asked: 'give a passing to a lane' },
  set_order: { done: 'Set the order of', asked: 'set an order' },
  set_result: { done: 'Set a result in', asked: 'set a result' },
  scratch: { done: 'Scratched a rider in', asked: 'scratch a rider' },
  set_lane: { done: 'Changed lanes in', asked: 'change lanes' },
  mark_official: { done: 'Made official', asked: 'make a result official' },
  unmark_official: { done: 'Made provisional again', asked: 'make a result provisional' },
};

/** null: nothing an operator needs to read. */
export function logEntry(seq: number, atUs: number, payload: { kind?: unknown }): LogEntry | null {
  const event = payload as RaceEvent;
  const race = (what: string): LogEntry => ({ seq, atUs, tone: 'race', who: 'Timing', what });
  switch (event.kind) {
    case 'control_applied':
      return { seq, atUs, tone: 'control', who: event.actor, what: done(event), intentId: event.intent_id };
    case 'control_rejected':
      return {
        seq,
        atUs,
        tone: 'refused',
        who: event.actor,
        what: `Refused to ${intentWords[event.intent]?.asked ?? event.intent}: ${event.message}`,
        intentId: event.intent_id,
      };
    case 'gate_drop':
      return race(event.recall ? `Gate fell again, ${event.run_id}` : `Gate, ${event.run_id}`);
    case 'race_finished':
      return race(
        event.reason === 'forced' ? `Finish forced, ${event.run_id}` : `All riders in, ${event.run_id}`,
      );
    case 'result_corrected':
      return race(`Result corrected (${event.reason}), ${event.run_id}`);
    case 'run_flagged':
      return event.flags.length === 0
        ? null
        : race(
            `Watch out: ${event.flags.map((flag) => [flag.code, flag.timing_point].filter(Boolean).join(' ')).join(', ')}, ${event.run_id}`,
          );
    case 'needs_decision':
      return race(`Decision needed, lane ${event.lanes.join(', ')}, ${event.run_id}`);
    default:
      return null;
  }
}

function done(event: ControlApplied): string {
  const words = intentWords[event.intent]?.done ?? event.intent;
  return event.run_id ? `${words} ${event.run_id}` : words;
}
