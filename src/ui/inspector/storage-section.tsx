import { updateBlock } from '../../domain/plan/commands/update-block.ts';
import type { Block } from '../../domain/plan/plan-document.ts';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { useDispatch } from './use-dispatch.ts';

/** Where a storage block starts: a small all-flash system. */
const FIRST_STORAGE = { readBytesPerSecond: 40e9, writeBytesPerSecond: 20e9, capacityBytes: 1e15 };

/** Speeds and size of a storage block. */
export function StorageSection({ block }: { readonly block: Block }) {
  const dispatch = useDispatch();
  const storage = block.storage;
  const change = (fields: Partial<typeof FIRST_STORAGE>, gesture: string): string | null =>
    dispatch(updateBlock(block.id, { storage: { ...FIRST_STORAGE, ...storage, ...fields } }, gesture));
  return (
    <Section title="Storage, each">
      <QuantityField
        label="Reads"
        dimension="bandwidth"
        value={storage?.readBytesPerSecond ?? null}
        placeholder="not set"
        minimum={1e6}
        maximum={1e15}
        onChange={(readBytesPerSecond, gesture) => change({ readBytesPerSecond }, gesture)}
      />
      <QuantityField
        label="Writes"
        dimension="bandwidth"
        value={storage?.writeBytesPerSecond ?? null}
        placeholder="not set"
        minimum={1e6}
        maximum={1e15}
        onChange={(writeBytesPerSecond, gesture) => change({ writeBytesPerSecond }, gesture)}
      />
      <QuantityField
        label="Holds"
        dimension="bytes"
        value={storage?.capacityBytes ?? null}
        placeholder="not set"
        minimum={1e9}
        maximum={1e20}
        onChange={(capacityBytes, gesture) => change({ capacityBytes }, gesture)}
      />
    </Section>
  );
}
