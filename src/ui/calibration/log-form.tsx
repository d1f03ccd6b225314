import { useId, useRef, useState } from 'react';
import { MAX_TEXT_CHARACTERS } from '../../domain/calibration/parse/read-lines.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import fieldStyles from '../theme/field.module.css';
import styles from './calibration.module.css';

/** Logs and tables: dropped, chosen, or pasted. */
export function LogForm({ onText }: { readonly onText: (text: string, name: string) => void }) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOver, setIsOver] = useState(false);
  const read = async (files: FileList | null): Promise<void> => {
    for (const each of files ?? []) onText(await each.slice(0, MAX_TEXT_CHARACTERS + 1).text(), each.name);
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
        void read(event.dataTransfer.files);
      }}
    >
      <label htmlFor={id}>
        Drop or paste a training log, an nccl-tests log, or a table of matrix products (m,n,k,dtype,tflops)
      </label>
      <textarea
        id={id}
        className={classNames(fieldStyles.area, styles.paste)}
        rows={3}
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
            void read(event.target.files).then(() => {
              if (file.current !== null) file.current.value = '';
            });
          }}
        />
        <Button onPress={() => file.current?.click()}>Choose files …</Button>
        <Button
          isDisabled={text.trim() === ''}
          onPress={() => {
            onText(text, 'pasted');
            setText('');
          }}
        >
          Read text
        </Button>
      </div>
    </div>
  );
}
