import type { PlanCommand } from '../../domain/plan/plan-document.ts';
import { useDocument, useSession } from '../use-stores.ts';

/** Carries out a command; gives the reason when it is refused, and null when it is done. */
export function useDispatch(): (command: PlanCommand) => string | null {
  const dispatch = useDocument((state) => state.dispatch);
  return (command) => {
    const result = dispatch(command);
    return result.ok ? null : result.problem;
  };
}

/** The same for controls that have no place for a reason: it is shown as a message. */
export function useDispatchOrTell(): (command: PlanCommand) => void {
  const dispatch = useDispatch();
  const addToast = useSession((state) => state.addToast);
  return (command) => {
    const problem = dispatch(command);
    if (problem !== null) addToast({ tone: 'error', message: problem });
  };
}
