import { updateBlock } from '../../domain/plan/commands/update-block.ts';
import type { Block } from '../../domain/plan/plan-document.ts';
import { nameLimit } from '../../domain/storage/storage-words.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useCompiled } from '../results/estimate-context.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { useDispatch } from './use-dispatch.ts';

/** Where a storage block starts: a small all-flash system. */
const FIRST_STORAGE = { readBytesPerSecond: 40e9, writeBytesPerSecond: 20e9, capacityBytes: 1e15 };

/** What can be set of a storage block, with the range that is plausible, base units. */
const FIELDS = [
  { key: 'readBytesPerSecond', label: 'Reads', dimension: 'bandwidth', minimum: 1e6, maximum: 1e15 },
  { key: 'writeBytesPerSecond', label: 'Writes', dimension: 'bandwidth', minimum: 1e6, maximum: 1e15 },
  { key: 'capacityBytes', label: 'Holds', dimension: 'bytes', minimum: 1e9, maximum: 1e20 },
] as const;

const rate = (value: number): string => formatQuantity('bandwidth', value).text;

/** Speeds and size of a storage block, and what the job reaches at all that is drawn. */
export function StorageSection({ block }: { readonly block: Block }) {
  const dispatch = useDispatch();
  const { id, storage } = block;
  const compiled = useCompiled();
  const way = compiled?.ok === true ? compiled.storage.way : undefined;
  return (
    <Section title="Storage, each">
      {FIELDS.map(({ key, ...field }) => (
        <QuantityField
          key={key}
          {...field}
          value={storage?.[key] ?? null}
          placeholder="not set"
          onChange={(value, gesture) =>
            dispatch(updateBlock(id, { storage: { ...FIRST_STORAGE, ...storage, [key]: value } }, gesture))
          }
        />
      ))}
      {way === undefined || way.state === 'none' ? null : (
        <p className={classNames(styles.source)}>
          {way.state === 'routed'
            ? `The job writes ${rate(way.write.bytesPerSecond)} and reads ${rate(way.read.bytesPerSecond)} over the drawn way; writes are held by ${nameLimit(way.write)}, reads by ${nameLimit(way.read)}.`
            : `Counts with its own bandwidth: ${way.reason}.`}
        </p>
      )}
    </Section>
  );
}
