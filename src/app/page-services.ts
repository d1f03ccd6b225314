import type { QueryClient } from '@tanstack/react-query';
import type { PageServices } from '../actions/page-services.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { PAGE_LAYOUT_CLIENT, requestLayout } from '../engine/layout-client.ts';
import { documentStore, preferencesStore, sessionStore } from '../stores/stores.ts';
import type { Keeping } from '../ui/library/keeping-context.ts';
import { drawPicture } from './draw-picture.ts';

/** What actions need from the browser. */
export function createPageServices(
  queryClient: QueryClient,
  engine: EngineClient,
  keeping: Promise<Keeping>,
): PageServices {
  /** What was copied last in this tab, for browsers that keep their clipboard closed. */
  let remembered = '';
  return {
    saveFile,
    pickFile,
    writeClipboard: async (text) => {
      remembered = text;
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
    readClipboard: async () => {
      try {
        const text = await navigator.clipboard.readText();
        return text === '' ? remembered : text;
      } catch {
        return remembered;
      }
    },
    drawPicture: (format) =>
      drawPicture(documentStore.getState().plan, queryClient, engine, preferencesStore.getState().overlay, format),
    writeDrawing: async (format) =>
      (await import('./write-drawing.ts')).writeDrawing(documentStore.getState().plan, queryClient, format),
    writeBill: async () =>
      (await import('./write-bill.ts')).writeBill(documentStore.getState().plan, queryClient, engine),
    layOut: (drawing, within, signal) => requestLayout(PAGE_LAYOUT_CLIENT, drawing, within, signal),
    openAsNewPlan: async (plan) => openAsNewPlan(await keeping, plan),
    pageAddress: () => window.location.href.replace(/#.*$/s, ''),
  };
}

async function openAsNewPlan({ autosave }: Keeping, plan: PlanDocument): Promise<void> {
  const opened = await autosave.openNew(plan);
  if (opened.ok) {
    sessionStore.getState().setSelection([]);
    return;
  }
  sessionStore.getState().addToast({
    tone: 'warning',
    message: opened.message,
    action: { label: 'Open anyway', run: () => void autosave.openNew(plan, { discardUnsaved: true }) },
  });
}

function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
