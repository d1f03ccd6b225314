import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createPage } from './create-page.ts';
import { registerServiceWorker } from './offline/register-service-worker.ts';
import { openFirstPlan } from './open-first-plan.ts';

/** Builds the page's parts, shows them, and opens the plan that this visit is about. */
export function startApp(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no place for the page.');
  const page = createPage();
  createRoot(root).render(
    <StrictMode>
      <App page={page} />
    </StrictMode>,
  );
  void openFirstPlan(page);
  void registerServiceWorker();
}
