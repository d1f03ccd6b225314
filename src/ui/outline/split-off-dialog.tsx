import { useId, useState } from 'react';
import { dispatchAndSelect } from '../../actions/dispatch.ts';
import { selectedBlocks } from '../../actions/selection.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import { countBlockInstances } from '../../domain/plan/drawing/block-tree.ts';
import { findSplitProblem } from '../../domain/plan/split/split-instance.ts';
import { splitOffBeside } from '../../editor/split-off.ts';
import { formatWhole } from '../../render/block-facts.ts';
import { useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import fieldStyles from '../theme/field.module.css';

/** Asks which instance of the selected block should be drawn apart. */
export function SplitOffDialog({ onClose }: DialogComponentProps) {
  const inputId = useId();
  const problemId = useId();
  const context = useActions();
  const [text, setText] = useState('1');
  const { drawing } = context.documentStore.getState().plan;
  const id = selectedBlocks(context)[0] ?? '';
  const total = countBlockInstances(drawing, id);
  const number = Number(text);
  const isNumber = Number.isInteger(number) && number >= 1 && number <= total;
  const problem = isNumber
    ? findSplitProblem(drawing, id, number - 1)
    : `Give a whole number from 1 to ${formatWhole(total)}.`;
  const apply = () => {
    if (problem !== null) return;
    onClose();
    dispatchAndSelect(context, splitOffBeside(id, number - 1));
  };
  return (
    <Dialog
      title={`Split off one ${nameOf(drawing, id)}`}
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button variant="plain" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isDisabled={problem !== null} onPress={apply}>
            Split off
          </Button>
        </>
      }
    >
      <form
        className={fieldStyles.stacked}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <label htmlFor={inputId}>Number in the whole drawing, 1 to {formatWhole(total)}</label>
        <input
          id={inputId}
          className={fieldStyles.input}
          inputMode="numeric"
          value={text}
          autoFocus
          aria-invalid={problem !== null}
          aria-describedby={problemId}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setText(event.target.value.trim())}
        />
        <p id={problemId} aria-live="polite">
          {problem ?? 'It becomes a block of its own, cabled as before; its kind can then be changed.'}
        </p>
      </form>
    </Dialog>
  );
}
