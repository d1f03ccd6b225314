import { Wand2 } from 'lucide-react';
import { setStrategy } from '../../domain/plan/commands/set-strategy.ts';
import { Button } from '../theme/button.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import { useEstimate } from './estimate-context.ts';
import { describeChanges, strategyChanges } from './nearest-strategy.ts';
import styles from './results-view.module.css';

/** Changes the strategy to the nearest one that is valid and fits, and says what that changes. */
export function MendButton() {
  const { nearest, isFindingNearest } = useEstimate();
  const strategy = useDocument((state) => state.plan.strategy);
  const dispatch = useDocument((state) => state.dispatch);
  const addToast = useSession((state) => state.addToast);
  if (nearest === null) {
    return <p className={styles.mend}>{isFindingNearest ? 'Looking for the nearest strategy that works …' : null}</p>;
  }
  const changes = strategyChanges(strategy, nearest);
  if (Object.keys(changes).length === 0) return null;
  const words = describeChanges(strategy, changes);
  return (
    <div className={styles.nearest}>
      <Button
        icon={Wand2}
        variant="primary"
        onPress={() => {
          const result = dispatch({ ...setStrategy(changes), label: 'Use the nearest valid strategy' });
          if (!result.ok) addToast({ tone: 'error', message: result.problem });
        }}
      >
        Use the nearest valid strategy
      </Button>
      <span className={styles.mend}>{words}</span>
    </div>
  );
}
