import { checkpointOverhead } from '../../../workers/model/reliability/checkpoint-overhead.ts';
import {
  bytesEach,
  checkpointBytes,
  transferBandwidth,
  transferSeconds,
} from '../../../workers/model/reliability/checkpoint-transfer.ts';
import { type Law, plain, quantity, reading } from './law.ts';

/** Sizes and times of checkpoints. */
export const STORAGE_LAWS: readonly Law[] = [
  {
    name: 'checkpoint',
    meaning: 'Size of a checkpoint, and the time to move it.',
    source: '2 + 4 + 4 + 4 bytes with Adam in mixed precision; bandwidth-bound',
    inputs: [
      plain('parameters', '', 'of the model'),
      plain('bytesPerParameter', 'B', 'weights, master weights and moments', 14),
      quantity('bandwidth', 'bandwidth', 'that all writers reach together'),
      plain('accelerators', '', 'that share the writing', 1),
    ],
    figures: [
      quantity('bytes', 'bytes', 'size'),
      quantity('bytesPerAccelerator', 'bytes', 'size on one accelerator'),
      quantity('seconds', 'duration', 'to move it'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const bytes = checkpointBytes(get('parameters'), get('bytesPerParameter'));
      return {
        bytes,
        bytesPerAccelerator: bytesEach(bytes, get('accelerators')),
        seconds: transferSeconds(bytes, get('bandwidth')),
      };
    },
  },
  {
    name: 'transfer',
    meaning: 'Time to move so many bytes.',
    source: 'bandwidth-bound',
    inputs: [quantity('bytes', 'bytes', 'to move'), quantity('bandwidth', 'bandwidth', 'of the way')],
    figures: [quantity('seconds', 'duration', 'to move them')],
    run: (inputs) => {
      const get = reading(inputs);
      return { seconds: transferSeconds(get('bytes'), get('bandwidth')) };
    },
  },
  {
    name: 'transfer-bandwidth',
    meaning: 'Bandwidth that a size and a time stand for.',
    source: 'definition',
    inputs: [quantity('bytes', 'bytes', 'moved'), quantity('time', 'duration', 'taken')],
    figures: [quantity('bandwidth', 'bandwidth', 'reached')],
    run: (inputs) => {
      const get = reading(inputs);
      return { bandwidth: transferBandwidth(get('bytes'), get('time')) };
    },
  },
  {
    name: 'transferred-each',
    meaning: 'Bytes for each parameter, accelerator or node of what moves at a bandwidth in a time.',
    source: 'definition',
    inputs: [
      quantity('bandwidth', 'bandwidth', 'of the way'),
      quantity('time', 'duration', 'taken'),
      plain('count', '', 'among how many'),
    ],
    figures: [quantity('each', 'bytes', 'for one')],
    run: (inputs) => {
      const get = reading(inputs);
      return { each: bytesEach(get('bandwidth') * get('time'), get('count')) };
    },
  },
  {
    name: 'bytes-each',
    meaning: 'Bytes for each parameter, accelerator or node of a size.',
    source: 'definition',
    inputs: [quantity('bytes', 'bytes', 'of all'), plain('count', '', 'among how many')],
    figures: [quantity('each', 'bytes', 'for one')],
    run: (inputs) => {
      const get = reading(inputs);
      return { each: bytesEach(get('bytes'), get('count')) };
    },
  },
  {
    name: 'checkpoint-overhead',
    meaning: 'Share of the time that checkpoints take when nothing fails.',
    source: 'definition; bigscience chronicles',
    inputs: [
      quantity('blocking', 'duration', 'for which one checkpoint stops the training'),
      quantity('period', 'duration', 'from one checkpoint to the next'),
    ],
    figures: [quantity('share', 'ratio', 'of the time')],
    run: (inputs) => {
      const get = reading(inputs);
      return { share: checkpointOverhead(get('blocking'), get('period')) };
    },
  },
];
