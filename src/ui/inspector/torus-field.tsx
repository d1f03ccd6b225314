import { useId, useState } from 'react';
import { updateBlock } from '../../domain/plan/commands/update-block.ts';
import type { Block } from '../../domain/plan/plan-document.ts';
import fieldStyles from '../theme/field.module.css';
import { Field } from '../theme/field.tsx';
import styles from './inspector.module.css';
import { useDispatch } from './use-dispatch.ts';

const MAX_DIMENSIONS = 3;

/** Shape of the torus inside a block: typed like `16 × 16 × 8`, empty for none. */
export function TorusField({ block }: { readonly block: Block }) {
  const id = useId();
  const dispatch = useDispatch();
  const shown = block.torusDims?.join(' × ') ?? '';
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const commit = (): void => {
    if (draft === null) return;
    const parsed = parseTorus(draft);
    if (parsed === undefined) {
      setProblem('Type one to three whole numbers, for example 16 × 16 × 8, or nothing for no torus.');
      return;
    }
    setDraft(null);
    setProblem(dispatch(updateBlock(block.id, { torusDims: parsed })));
  };
  return (
    <Field
      label="Torus inside"
      labelId={id}
      note={
        problem === null ? null : (
          <span role="alert" className={styles.bad}>
            {problem}
          </span>
        )
      }
    >
      <input
        aria-labelledby={id}
        aria-invalid={problem !== null}
        className={fieldStyles.input}
        value={draft ?? shown}
        placeholder="none"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Field>
  );
}

/** The dimensions; null for an empty text; undefined when it is no shape. */
function parseTorus(text: string): number[] | null | undefined {
  if (text.trim() === '') return null;
  const parts = text.split(/[×x*,\s]+/i).filter(Boolean);
  const dimensions = parts.map(Number);
  const isShape =
    dimensions.length <= MAX_DIMENSIONS && dimensions.every((size) => Number.isInteger(size) && size >= 1);
  return isShape ? dimensions : undefined;
}
