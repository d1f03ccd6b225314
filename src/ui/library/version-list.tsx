import { useQuery, useQueryClient } from '@tanstack/react-query';
import { replacePlan } from '../../domain/plan/commands/replace-plan.ts';
import { describeStorageError } from '../../storage/storage-problem.ts';
import type { VersionSummary } from '../../storage/version-shelf.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import { useKeeping } from './keeping-context.ts';
import styles from './library.module.css';
import { writeTime } from './write-time.ts';

/** Older versions of one plan. Going back to one of the open plan is a step that can be undone. */
export function VersionList({ planId, isOpen }: { readonly planId: string; readonly isOpen: boolean }) {
  const { library } = useKeeping();
  const { services } = useActions();
  const client = useQueryClient();
  const dispatch = useDocument((state) => state.dispatch);
  const plan = useDocument((state) => state.plan);
  const addToast = useSession((state) => state.addToast);
  const key = ['versions', planId];
  const versions = useQuery({
    queryKey: key,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
    queryFn: () => library.versions.list(planId),
  });
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      await client.invalidateQueries({ queryKey: key });
    } catch (error) {
      addToast({ tone: 'error', message: describeStorageError(error).message });
    }
  };
  const goBack = (version: VersionSummary): Promise<void> =>
    attempt(async () => {
      const older = await library.versions.read(planId, version.number);
      if (older === undefined) {
        addToast({ tone: 'error', message: 'This version cannot be read.' });
      } else if (isOpen) {
        const result = dispatch(replacePlan(older, `Go back to the version of ${writeTime(version.createdAt)}`));
        if (!result.ok) addToast({ tone: 'error', message: result.problem });
      } else {
        await services.openAsNewPlan(older);
      }
    });
  return (
    <div className={styles.versions}>
      {isOpen ? (
        <Button
          onPress={() => void attempt(async () => void (await library.versions.save(planId, plan, 'Kept by hand')))}
        >
          Keep this version
        </Button>
      ) : null}
      {versions.data?.length === 0 ? <p className={styles.muted}>No older versions yet.</p> : null}
      {(versions.data ?? []).map((version) => (
        <div key={version.number} className={styles.version}>
          <span>
            {version.label === '' ? 'Automatic' : version.label} · {writeTime(version.createdAt)} · {version.blockCount}{' '}
            blocks
          </span>
          <Button onPress={() => void goBack(version)}>{isOpen ? 'Go back to it' : 'Open as new plan'}</Button>
        </div>
      ))}
    </div>
  );
}
