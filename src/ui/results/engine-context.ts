import { createContext, useContext } from 'react';
import type { EngineClient } from '../../engine/engine-client.ts';

/** Context of {@link useEngine}. */
export const EngineContext = createContext<EngineClient | null>(null);

/** The engine, for views that ask it for more than the figures. */
export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error('useEngine needs an EstimateProvider around it.');
  return engine;
}
