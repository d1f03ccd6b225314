import { FileInput } from 'lucide-react';
import { useId, useState, useSyncExternalStore } from 'react';
import { setWorkload } from '../../domain/plan/commands/set-workload.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { countParameters } from '../../domain/workload/count-parameters.ts';
import { type HuggingFaceImport, importHuggingFaceConfig } from '../../domain/workload/import-hugging-face-config.ts';
import { useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import fieldStyles from '../theme/field.module.css';
import styles from './inspector.module.css';
import { useDispatchOrTell } from './use-dispatch.ts';

type Imported = Extract<HuggingFaceImport, { readonly ok: true }>;

/** Reads a Hugging Face `config.json` and shows what was understood, what not, and what was assumed, before it is used. */
export function ImportModelDialog({ onClose }: DialogComponentProps) {
  const id = useId();
  const { dialogInput, services } = useActions();
  const { configText } = useSyncExternalStore(dialogInput.cell.subscribe, dialogInput.cell.getState);
  const dispatch = useDispatchOrTell();
  const text = configText ?? '';
  const [name, setName] = useState('');
  const read = text.trim() === '' ? null : importHuggingFaceConfig(text);
  const setText = (configText: string): void => dialogInput.set({ configText });
  const use = (imported: Imported): void => {
    const shownName = name.trim() || nameOf(imported);
    dispatch(
      setWorkload({
        model: {
          kind: 'custom',
          name: shownName.slice(0, 200),
          architecture: imported.architecture,
          source: `Imported from a Hugging Face config.json (${imported.family})`,
        },
      }),
    );
    onClose();
  };
  return (
    <Dialog
      title="Import a model"
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={read?.ok !== true}
            onPress={() => {
              if (read?.ok === true) use(read);
            }}
          >
            Use this model
          </Button>
        </>
      }
    >
      <div className={styles.import}>
        <div className={styles.stackedField}>
          <label htmlFor={id}>The model’s config.json: paste it, drop the file here, or choose it</label>
          <textarea
            id={id}
            value={text}
            spellCheck={false}
            placeholder='{ "model_type": "llama", "hidden_size": 4096, … }'
            onChange={(event) => setText(event.target.value)}
          />
          <div className={styles.buttons}>
            <Button
              icon={FileInput}
              onPress={async () => {
                const file = await services.pickFile('.json,application/json');
                if (file !== null) setText(await file.text());
              }}
            >
              Choose a file …
            </Button>
          </div>
        </div>
        {read === null ? null : read.ok ? (
          <>
            <div className={styles.stackedField}>
              <label htmlFor={`${id}-name`}>Name</label>
              <input
                id={`${id}-name`}
                className={fieldStyles.input}
                value={name}
                placeholder={nameOf(read)}
                maxLength={200}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
            <Reading imported={read} />
          </>
        ) : (
          <section role="alert">
            <h3>This cannot be used</h3>
            <ul>
              {read.problems.map((problem) => (
                <li key={problem} className={styles.bad}>
                  {problem}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function nameOf({ name, family }: Imported): string {
  return name ?? `${family} model`;
}

function Reading({ imported }: { readonly imported: Imported }) {
  const { total, active } = countParameters(imported.architecture);
  const count = (value: number): string => formatQuantity('count', value).text;
  return (
    <>
      <p>
        {imported.family}, {count(total)} parameters
        {active === total ? '' : `, ${count(active)} active per token`}.
      </p>
      {imported.assumed.length === 0 ? null : (
        <section>
          <h3>Assumed, since the file does not say</h3>
          <ReadingTable rows={imported.assumed.map((row) => [row.field, row.value, row.reason])} />
        </section>
      )}
      {imported.notUnderstood.length === 0 ? null : (
        <section>
          <h3>Not understood, and not used</h3>
          <ReadingTable rows={imported.notUnderstood.map((row) => [row.field, row.value, row.note])} />
        </section>
      )}
      <section>
        <h3>Understood</h3>
        <ReadingTable rows={imported.understood.map((row) => [row.field, row.value, ''])} />
      </section>
    </>
  );
}

function ReadingTable({ rows }: { readonly rows: readonly (readonly [field: string, value: string, note: string])[] }) {
  return (
    <table className={styles.readings}>
      <tbody>
        {rows.map(([field, value, note]) => (
          <tr key={field}>
            <td>{field}</td>
            <td>{value}</td>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
