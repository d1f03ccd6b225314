import type { Drawing, PlanDocument } from '../domain/plan/plan-document.ts';
import type { requestLayout } from '../engine/layout-client.ts';

/** What actions need from the browser and from the rooms that they may not enter; the page's root fills it in. */
export interface PageServices {
  /** Offers a file for download. */
  readonly saveFile: (name: string, content: Blob) => void;
  /** Lets the reader choose a file; null when nothing was chosen. */
  readonly pickFile: (accept: string) => Promise<File | null>;
  /** Whether the text is on the system's clipboard; where it is not, this tab still remembers it. */
  readonly writeClipboard: (text: string) => Promise<boolean>;
  /** The clipboard's text, or what this tab remembers where the browser keeps its clipboard closed. */
  readonly readClipboard: () => Promise<string>;
  /** The drawing as a picture file. */
  readonly drawPicture: (format: 'svg' | 'png') => Promise<Blob>;
  /** The drawing as text that other programs read. */
  readonly writeDrawing: (format: 'graphml' | 'mermaid') => Promise<Blob>;
  /** The bill of materials as comma-separated values; rejects where the plan has no figures. */
  readonly writeBill: () => Promise<Blob>;
  /** New rectangles for a drawing, by block id; `within` = only inside these containers. Never rejects. */
  readonly layOut: (
    drawing: Drawing,
    within: readonly string[] | null,
    signal: AbortSignal,
  ) => ReturnType<typeof requestLayout>;
  /** Keeps a plan in the library as a new one and opens it; what was open stays in the library. */
  readonly openAsNewPlan: (plan: PlanDocument) => Promise<void>;
  /** The page's address without its fragment. */
  readonly pageAddress: () => string;
}
