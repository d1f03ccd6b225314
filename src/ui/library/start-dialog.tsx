import { useQuery } from '@tanstack/react-query';
import { FilePlus2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { openPlanText } from '../../actions/open-plan-text.ts';
import { runAction } from '../../actions/run-action.ts';
import { TemplateGallery } from '../palette/template-gallery.tsx';
import { findAction, useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { Dialog } from '../theme/dialog.tsx';
import { useSession } from '../use-stores.ts';
import { loadExample, loadExamples } from './examples.ts';
import styles from './library.module.css';

/** Templates and examples to start from. */
export function StartDialog({ onClose }: DialogComponentProps) {
  const context = useActions();
  const addToast = useSession((state) => state.addToast);
  const examples = useQuery({ queryKey: ['examples'], queryFn: loadExamples, networkMode: 'always', retry: false });
  const openExample = async (id: string, name: string): Promise<void> => {
    onClose();
    try {
      await openPlanText(context, JSON.stringify(await loadExample(id)), name);
    } catch (error) {
      addToast({
        tone: 'error',
        message: `${name} cannot be loaded: ${error instanceof Error ? error.message : error}`,
      });
    }
  };
  return (
    <Dialog
      title="Start a plan"
      size="large"
      onClose={onClose}
      footer={
        <Button
          icon={FilePlus2}
          onPress={() => {
            onClose();
            runAction(findAction('new-plan'), context);
          }}
        >
          Empty plan
        </Button>
      }
    >
      <div className={styles.start}>
        <section aria-label="Examples">
          <h3 className={styles.heading}>Published runs</h3>
          <p className={styles.muted}>Plans of runs whose figures were published, to compare and to change.</p>
          {examples.isError ? <p className={styles.muted}>The examples cannot be loaded now.</p> : null}
          <div className={styles.cards}>
            {(examples.data ?? []).map((example) => (
              <Card
                key={example.id}
                name={example.name}
                description={example.description}
                source={example.source}
                onPress={() => void openExample(example.id, example.name)}
              />
            ))}
          </div>
        </section>
        <section aria-label="Templates">
          <h3 className={styles.heading}>Templates</h3>
          <p className={styles.muted}>Clusters that are drawn already, with a model and a strategy that fit.</p>
          <TemplateGallery
            onChoose={(plan) => {
              onClose();
              void context.services.openAsNewPlan(plan);
            }}
          />
        </section>
      </div>
    </Dialog>
  );
}

function Card({
  name,
  description,
  source,
  onPress,
}: {
  readonly name: string;
  readonly description: string;
  /** Where it is from; absent = ours. */
  readonly source?: string;
  readonly onPress: () => void;
}) {
  return (
    <AriaButton className={classNames(styles.card)} onPress={onPress}>
      <span className={styles.cardName}>{name}</span>
      <span className={styles.muted}>{description}</span>
      {source === undefined ? null : <span className={styles.source}>{source}</span>}
    </AriaButton>
  );
}
