import { TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { usePreferences, useSession } from '../use-stores.ts';
import { isToMend, useFindings } from './checks-context.ts';

/** How many findings want mending; leads to them. Nothing where there are none. */
export function ChecksCount({ className }: { readonly className?: string }) {
  const findings = useFindings();
  const setSelection = useSession((state) => state.setSelection);
  const setWantsChecks = useSession((state) => state.setWantsChecks);
  const setPanel = usePreferences((state) => state.setPanel);
  const count = findings?.filter(isToMend).length ?? 0;
  if (count === 0) return null;
  return (
    <Button
      {...(className === undefined ? {} : { className })}
      onPress={() => {
        setSelection([]);
        setPanel('right', { collapsed: false });
        setWantsChecks(true);
      }}
    >
      <TriangleAlert size={14} aria-hidden />
      <span>{count === 1 ? '1 finding' : `${count} findings`}</span>
    </Button>
  );
}
