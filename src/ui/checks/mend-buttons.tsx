import type { LucideIcon } from 'lucide-react';
import type { Mend } from '../../domain/topology/checks/finding.ts';
import { Button } from '../theme/button.tsx';
import { useDocument, useSession } from '../use-stores.ts';

/** Buttons that mend a finding, one step to undo each. */
export function MendButtons({
  mends,
  icon,
  onMended,
}: {
  readonly mends: readonly Mend[];
  readonly icon?: LucideIcon;
  readonly onMended?: () => void;
}) {
  const dispatch = useDocument((state) => state.dispatch);
  const addToast = useSession((state) => state.addToast);
  return mends.map(({ label, command }) => (
    <Button
      key={label}
      {...(icon === undefined ? {} : { icon })}
      onPress={() => {
        const result = dispatch(command);
        if (!result.ok) addToast({ tone: 'error', message: result.problem });
        else onMended?.();
      }}
    >
      {label}
    </Button>
  ));
}
