import { useEffect, useId, useState } from 'react';
import styles from './field.module.css';
import { Field } from './field.tsx';

/** A labelled line of text that is taken over on Enter or when the focus leaves; Escape takes the change back. */
export function TextField({
  label,
  value,
  onCommit,
  maxLength,
}: {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly maxLength: number;
}) {
  const id = useId();
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const commit = (): void => {
    const next = draft.trim();
    if (next === '' || next === value) setDraft(value);
    else onCommit(next);
  };
  return (
    <Field label={label} labelId={id}>
      <input
        aria-labelledby={id}
        className={styles.input}
        value={draft}
        maxLength={maxLength}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            setDraft(value);
            event.stopPropagation();
          }
        }}
      />
    </Field>
  );
}
