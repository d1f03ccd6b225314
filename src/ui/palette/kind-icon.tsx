import type { BlockKind } from '../../domain/plan/plan-document.ts';
import { iconUnitPath } from '../../render/block-icons.ts';
import styles from './palette.module.css';

/** The sign of a block kind, as on the canvas. */
export function KindIcon({ kind, size = 14 }: { readonly kind: BlockKind; readonly size?: number }) {
  return (
    <svg className={styles.kindIcon} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={iconUnitPath(kind)} />
    </svg>
  );
}
