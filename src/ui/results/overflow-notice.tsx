import { TriangleAlert } from 'lucide-react';
import type { MemoryEstimate } from '../../domain/estimate/estimate.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { MendButton } from './mend-button.tsx';
import styles from './results-view.module.css';

/** Says by how much the memory overflows, and offers the nearest strategy that fits. */
export function OverflowNotice({ memory }: { readonly memory: MemoryEstimate }) {
  const over = memory.totalBytes - memory.capacityBytes;
  return (
    <div className={styles.notice}>
      <TriangleAlert size={16} aria-hidden />
      <div>
        <p className={styles.message}>
          Does not fit: {formatQuantity('memory', over).text} more than the accelerator has.
        </p>
        <MendButton />
      </div>
    </div>
  );
}
