import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ChecksProvider } from '../ui/checks/checks-provider.tsx';
import { KeepingContext } from '../ui/library/keeping-context.ts';
import { OverlayProvider } from '../ui/overlay/overlay-provider.tsx';
import { EstimateProvider } from '../ui/results/estimate-provider.tsx';
import { ActionsContext } from '../ui/shell/action-context.ts';
import { AppShell } from '../ui/shell/app-shell.tsx';
import { ErrorBoundary } from '../ui/shell/error-boundary.tsx';
import { useDocument, usePreferences } from '../ui/use-stores.ts';
import { WhatIfProvider } from '../ui/what-if/what-if-provider.tsx';
import type { Page } from './create-page.ts';

/** Composition root of the page: hands every room what it needs. */
export function App({ page }: { readonly page: Page }) {
  useTheme();
  useTitle();
  return (
    <QueryClientProvider client={page.queryClient}>
      <ActionsContext value={page.actions}>
        <KeepingContext value={page.keeping}>
          <ErrorBoundary>
            <EstimateProvider engine={page.engine}>
              <WhatIfProvider>
                <OverlayProvider>
                  <ChecksProvider>
                    <AppShell />
                  </ChecksProvider>
                </OverlayProvider>
              </WhatIfProvider>
            </EstimateProvider>
          </ErrorBoundary>
        </KeepingContext>
      </ActionsContext>
    </QueryClientProvider>
  );
}

function useTheme(): void {
  const theme = usePreferences((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}

function useTitle(): void {
  const name = useDocument((state) => state.plan.name);
  useEffect(() => {
    document.title = name === '' ? 'Trainyard' : `${name} · Trainyard`;
  }, [name]);
}
