/** Numbers that were chosen by hand with the step times of training runs in view, or kept from an earlier fit: they count with the tuned ones. */
interface HandSetNumber {
  readonly meaning: string;
  readonly value: string;
  readonly place: string;
  readonly reason: string;
}

const STACKS = '`software-stacks.json`';
const SCANS = '`workers/model/compute/recurrent-mixers.ts`';

export const HAND_SET_NUMBERS: readonly HandSetNumber[] = [
  { meaning: 'Scan kernels against attention', value: '0.2', place: SCANS, reason: 'residuals of hybrid models' },
  { meaning: 'Passes of a scan over its tokens', value: '10', place: SCANS, reason: 'residuals of hybrid models' },
  {
    meaning: 'Host time of a layer with part graphs',
    value: '0.15 ms',
    place: STACKS,
    reason: 'kept from an earlier fit',
  },
  {
    meaning: 'Host time of a layer, eager FSDP and InternEvo',
    value: '0.8 ms',
    place: STACKS,
    reason: 'kept from an earlier fit',
  },
  {
    meaning: 'Host time of a layer, Megatron-LM of 2021',
    value: '1 ms',
    place: STACKS,
    reason: 'kept from an earlier fit',
  },
  {
    meaning: 'Host time that experts add where counts stay on the accelerator',
    value: '0.2 ms',
    place: STACKS,
    reason: 'an estimate',
  },
  {
    meaning: 'Work of the fullest expert rank where experts are padded to one size',
    value: '1',
    place: STACKS,
    reason: 'what padding does',
  },
];
