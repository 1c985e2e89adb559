import type { Run } from '@/race/model';

export interface PhaseLabel {
  /** Never colour alone: a word and a shape beside it. */
  word: string;
  shape: string;
  tone: 'idle' | 'staged' | 'racing' | 'provisional' | 'official' | 'stopped';
}

export function phaseLabel(run: Run | null): PhaseLabel {
  switch (run?.phase) {
    case 'staged':
      return { word: 'At the gate', shape: '▮', tone: 'staged' };
    case 'racing':
      return { word: 'Racing', shape: '▶', tone: 'racing' };
    case 'finished':
      return run.official
        ? { word: 'Official', shape: '✓', tone: 'official' }
        : { word: 'Provisional', shape: '◌', tone: 'provisional' };
    case 'abandoned':
      return { word: 'Stopped', shape: '✕', tone: 'stopped' };
    default:
      return { word: 'No race', shape: '–', tone: 'idle' };
  }
}
