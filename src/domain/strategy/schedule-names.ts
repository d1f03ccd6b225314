import type { Schedule } from '../plan/plan-document.ts';

/** What pipeline schedules are called. */
export const SCHEDULE_NAMES: Readonly<Record<Schedule, string>> = {
  '1f1b': '1F1B',
  interleaved: 'Interleaved 1F1B',
  gpipe: 'GPipe',
  'zb-h1': 'Zero bubble, ZB-H1',
  'zb-v': 'Zero bubble, ZB-V',
  dualpipe: 'DualPipe',
};
