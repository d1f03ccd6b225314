import { setWorkload } from '../../domain/plan/commands/set-workload.ts';
import { MATMUL_FORMATS, type MatmulFormat, type Workload } from '../../domain/plan/plan-document.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { useDispatch, useDispatchOrTell } from './use-dispatch.ts';

const FORMAT_WORDS: Readonly<Record<MatmulFormat, string>> = {
  fp32: 'FP32',
  tf32: 'TF32',
  fp16: 'FP16',
  bf16: 'BF16',
  fp8: 'FP8',
  mxfp8: 'MXFP8',
  fp4: 'FP4',
};

/** How much is trained on, in which portions and number formats. */
export function TrainingSection() {
  const workload = useDocument((state) => state.plan.workload);
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  const change = (fields: Partial<Workload>, gesture?: string): string | null => dispatch(setWorkload(fields, gesture));
  const batchTokens = workload.globalBatchSequences * workload.sequenceLengthTokens;
  const bytes = (value: number): string => `${value} byte${value === 1 ? '' : 's'}`;
  return (
    <>
      <Section title="Data">
        <QuantityField
          label="Sequence length"
          dimension="tokens"
          value={workload.sequenceLengthTokens}
          minimum={1}
          maximum={100_000_000}
          steps="powers"
          onChange={(sequenceLengthTokens, gesture) => change({ sequenceLengthTokens }, gesture)}
        />
        <QuantityField
          label="Global batch"
          dimension="count"
          suffix="sequences"
          value={workload.globalBatchSequences}
          minimum={1}
          maximum={1_000_000}
          steps="powers"
          onChange={(globalBatchSequences, gesture) => change({ globalBatchSequences }, gesture)}
        />
        <div className={styles.product}>
          <span>Tokens in one step</span>
          <strong>{formatQuantity('tokens', batchTokens).text}</strong>
        </div>
        <QuantityField
          label="Training tokens"
          dimension="tokens"
          value={workload.trainingTokens}
          minimum={1}
          maximum={1e18}
          steps="relative"
          onChange={(trainingTokens, gesture) => change({ trainingTokens }, gesture)}
        />
      </Section>
      <Section title="Number formats">
        <SelectField
          label="Matrix products"
          value={workload.matmulFormat}
          options={MATMUL_FORMATS.map((format) => ({ id: format, label: FORMAT_WORDS[format] }))}
          onChange={(matmulFormat) => dispatchOrTell(setWorkload({ matmulFormat }))}
        />
        <SelectField
          label="Gradients"
          value={String(workload.gradientBytes)}
          options={[4, 2].map((size) => ({ id: String(size), label: bytes(size) }))}
          onChange={(value) => dispatchOrTell(setWorkload({ gradientBytes: value === '2' ? 2 : 4 }))}
        />
        <SelectField
          label="Master weights"
          value={String(workload.masterWeightBytes)}
          options={[4, 2, 0].map((size) => ({ id: String(size), label: size === 0 ? 'none' : bytes(size) }))}
          onChange={(value) =>
            dispatchOrTell(setWorkload({ masterWeightBytes: value === '4' ? 4 : value === '2' ? 2 : 0 }))
          }
        />
        <SelectField
          label="Each Adam moment"
          value={String(workload.momentBytes)}
          options={[4, 2, 1].map((size) => ({ id: String(size), label: bytes(size) }))}
          onChange={(value) => dispatchOrTell(setWorkload({ momentBytes: value === '4' ? 4 : value === '2' ? 2 : 1 }))}
        />
      </Section>
    </>
  );
}
