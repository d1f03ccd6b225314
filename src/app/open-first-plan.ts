import { openLink } from '../actions/open-link.ts';
import { parsePlan } from '../codec/parse-plan.ts';
import { TEMPLATES } from '../domain/plan/templates/templates.ts';
import { documentStore, sessionStore } from '../stores/stores.ts';
import { FIRST_EXAMPLE_ID, loadExample } from '../ui/library/examples.ts';
import type { Page } from './create-page.ts';

/** Opens what this visit is about: a shared link, else the plan that was open last, else an example to start from. */
export async function openFirstPlan(page: Page): Promise<void> {
  const link = takeLink();
  window.addEventListener('hashchange', () => {
    const later = takeLink();
    if (later !== null) void openLink(page.actions, later);
  });
  if (link !== null && (await openLink(page.actions, link))) return;
  if (await openLastPlan(page)) return;
  await openExample(page, link === null);
}

/** The address's fragment; it is taken off the address, which would otherwise open a new plan at every reload. */
function takeLink(): string | null {
  const fragment = window.location.hash.slice(1);
  if (fragment === '') return null;
  window.history.replaceState(null, '', window.location.href.replace(/#.*$/s, ''));
  return fragment;
}

async function openLastPlan({ keeping }: Page): Promise<boolean> {
  const { library, autosave, problem } = await keeping;
  if (problem !== null) return false;
  try {
    const id = (await library.readLastOpenId()) ?? (await library.list())[0]?.id;
    if (id === undefined) return false;
    const opened = await autosave.open(id);
    if (!opened.ok) sessionStore.getState().addToast({ tone: 'warning', message: opened.message });
    return opened.ok;
  } catch {
    // The library has told its trouble already; the page goes on without it.
    return false;
  }
}

async function openExample({ actions }: Page, greets: boolean): Promise<void> {
  const plan = (await loadFirstExample()) ?? TEMPLATES[0]?.create();
  if (plan === undefined) return;
  await actions.services.openAsNewPlan(plan);
  if (!greets) return;
  const greeting = sessionStore.getState().addToast({
    tone: 'info',
    message: `This is an example: ${plan.name}. Change anything and watch the figures follow.`,
    action: { label: 'Start with another', run: () => sessionStore.getState().setOpenDialog('start') },
  });
  // It has said what it can once something was changed or another plan is open.
  const unsubscribe = documentStore.subscribe(() => {
    unsubscribe();
    sessionStore.getState().removeToast(greeting);
  });
}

async function loadFirstExample() {
  try {
    const parsed = parsePlan(await loadExample(FIRST_EXAMPLE_ID));
    return parsed.ok ? parsed.plan : undefined;
  } catch {
    return undefined;
  }
}
