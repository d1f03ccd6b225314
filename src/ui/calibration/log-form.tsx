import { useId, useRef, useState } from 'react';
import { MAX_TEXT_CHARACTERS } from '../../domain/calibration/parse/read-lines.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import fieldStyles from '../theme/field.module.css';
import styles from './calibration.module.css';

/** Text that came in, with its file's name; null = it was pasted. */
export interface TextInput {
  readonly text: string;
  readonly name: string | null;
}

/** Logs and tables: dropped, chosen, or pasted. `onTexts` says whether all were read; what was not stays in its place. */
export function LogForm({ onTexts }: { readonly onTexts: (inputs: readonly TextInput[]) => boolean }) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOver, setIsOver] = useState(false);
  const read = async (files: readonly File[]): Promise<void> => {
    onTexts(
      await Promise.all(
        files.map(async (each) => ({ text: await each.slice(0, MAX_TEXT_CHARACTERS + 1).text(), name: each.name })),
      ),
    );
  };
  return (
    // The whole place takes files; keyboards have the button inside.
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way in beside the button.
    <div
      className={classNames(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        // The page takes plan files that are dropped anywhere; these are none.
        event.stopPropagation();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setIsOver(false);
        const dropped = [...event.dataTransfer.files];
        if (dropped.length > 0) void read(dropped);
        else setText(event.dataTransfer.getData('text/plain'));
      }}
    >
      <label htmlFor={id}>Drop files here, or paste</label>
      <textarea
        id={id}
        className={classNames(fieldStyles.area, styles.paste)}
        rows={2}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <input
          ref={file}
          type="file"
          hidden
          multiple
          accept=".log,.txt,.csv,.tsv,.out,text/plain,text/csv"
          onChange={(event) => {
            void read([...(event.target.files ?? [])]).then(() => {
              if (file.current !== null) file.current.value = '';
            });
          }}
        />
        <Button onPress={() => file.current?.click()}>Choose files …</Button>
        <Button
          isDisabled={text.trim() === ''}
          onPress={() => {
            if (onTexts([{ text, name: null }])) setText('');
          }}
        >
          Read text
        </Button>
      </div>
    </div>
  );
}
