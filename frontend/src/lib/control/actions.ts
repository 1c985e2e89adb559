import type { LinkState } from '@/live/link';
import type { IntentBody, IntentName, MotoItem } from '@/api/types';
import type { RaceSnapshot, Run } from '@/race/model';

export interface ControlAction {
  intent: IntentName;
  key: string;
  /** What happens now, not what the button is called. */
  label: string;
  /** Why it cannot be pressed; null: it can. */
  blocked: string | null;
  /** Cannot be taken back: press twice. */
  twice: boolean;
  /** What it would be done to. A second press counts only while this is still the same. */
  target: string;
  body: IntentBody | null;
}

export interface ControlView {
  snapshot: RaceSnapshot | null;
  link: LinkState;
  meetingId: string | null;
  selected: Pick<MotoItem, 'moto_id' | 'number' | 'state'> | null;
}

/** The four acts of race control in the state that the operator sees. The engine still has the last word. */
export function controlActions({ snapshot, link, meetingId, selected }: ControlView): ControlAction[] {
  const runs = snapshot?.runs ?? [];
  const staged = runs.find((run) => run.phase === 'staged');
  const racing = runs.find((run) => run.phase === 'racing');
  const ended = runs.find((run) => run.phase === 'finished');
  const version = snapshot?.run_version ?? 0;
  const offline =
    snapshot === null || link !== 'live' ? 'No live connection: what you see may be old.' : null;
  const onRun = (run: Run | undefined): IntentBody | null =>
    run ? { run_version: version, run_id: run.run_id } : null;
  const named = (run: Run | undefined) => (run ? `moto ${run.moto.number}` : '');
  const resettable = racing ?? ended;

  return [
    {
      intent: 'stage',
      key: 'S',
      label: selected ? `Stage moto ${selected.number}` : 'Stage',
      blocked: offline ?? stageBlocked(staged, meetingId, selected),
      twice: false,
      target: selected?.moto_id ?? '',
      body:
        meetingId && selected
          ? { run_version: version, meeting_id: meetingId, moto_id: selected.moto_id }
          : null,
    },
    {
      intent: 'unstage',
      key: 'U',
      label: staged ? `Undo: take ${named(staged)} off the gate` : 'Take off the gate',
      blocked: offline ?? (staged ? null : 'No moto is at the gate.'),
      twice: false,
      target: staged?.run_id ?? '',
      body: onRun(staged),
    },
    {
      intent: 'force_finish',
      key: 'F',
      label: racing ? `Force the finish of ${named(racing)}` : 'Force the finish',
      blocked: offline ?? (racing ? null : 'No race is running.'),
      twice: true,
      target: racing?.run_id ?? '',
      body: onRun(racing),
    },
    {
      intent: 'reset',
      key: 'R',
      label: resettable ? `Reset ${named(resettable)} for a re-run` : 'Reset for a re-run',
      blocked: offline ?? (resettable ? null : 'No race to reset.'),
      twice: true,
      target: resettable?.run_id ?? '',
      body: onRun(resettable),
    },
  ];
}

/** The race in one sentence, for an operator whose view was a moment old. */
export function raceNow(snapshot: RaceSnapshot | null): string {
  const words = {
    staged: 'is at the gate',
    racing: 'is on the track',
    finished: 'has finished',
    abandoned: 'was stopped',
  };
  const said = (snapshot?.runs ?? []).flatMap((run) =>
    run.phase === 'idle' ? [] : [`moto ${run.moto.number} ${words[run.phase]}`],
  );
  return said.length > 0 ? `Now ${said.join(', ')}.` : 'Now the track is empty.';
}

/** A press of "force the finish" of one race is no half of a press for the next one. */
export function armId(action: Pick<ControlAction, 'intent' | 'target'>): string {
  return `${action.intent} ${action.target}`;
}

function stageBlocked(
  staged: Run | undefined,
  meetingId: string | null,
  selected: ControlView['selected'],
): string | null {
  if (staged) return `Moto ${staged.moto.number} is at the gate.`;
  if (!meetingId) return 'No meeting on this track.';
  if (!selected) return 'Every moto has been raced.';
  if (selected.state === 'racing') return `Moto ${selected.number} is on the track.`;
  return null;
}
