import { BadgeCheck, CircleHelp } from 'lucide-react';
import type { Provenance } from '../../domain/catalog/catalog-types.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './inspector.module.css';

/** Where a record is from, and whether somebody read its values there. */
export function ProvenanceNote({ provenance }: { readonly provenance: Provenance }) {
  const { checked, source, asOf, note, seenIn, attribution } = provenance;
  const doubtful = [...(provenance.estimatedFields ?? []), ...(provenance.unverifiedFields ?? [])].map(writeField);
  return (
    <p className={styles.source}>
      <span className={classNames(styles.badge, !checked && styles.unchecked)}>
        {checked ? <BadgeCheck size={12} aria-hidden /> : <CircleHelp size={12} aria-hidden />}
        {checked ? 'checked' : 'estimate'}
      </span>
      {source} ({asOf}).
      {seenIn === undefined ? null : ` Seen in ${seenIn}.`}
      {doubtful.length === 0 ? null : ` Estimated: ${doubtful.join(', ')}.`}
      {note === undefined || note === '' ? null : ` ${note}`}
      {attribution === undefined ? null : ` ${attribution}.`}
    </p>
  );
}

/** A field's name as words: `maxPowerWatts` is "max power watts". */
function writeField(field: string): string {
  return field.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}
