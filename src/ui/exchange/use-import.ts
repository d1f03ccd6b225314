import { useDeferredValue, useMemo, useState } from 'react';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { drawNetwork } from '../../domain/topology/exchange/import/draw-network.ts';
import { createChoices, type ImportChoices } from '../../domain/topology/exchange/import/import-choices.ts';
import type { ImportedDrawing } from '../../domain/topology/exchange/import/imported-drawing.ts';
import { type ReadNetwork, readNetwork } from '../../domain/topology/exchange/import/read-network.ts';
import { type ImportFormat, recognizeFormat } from '../../domain/topology/exchange/import/recognize-format.ts';
import { type ImportProblem, problemAt } from '../../domain/topology/exchange/network-graph.ts';
import { createDefaultRequest } from '../../domain/topology/generate/default-request.ts';

/** A text on its way to a drawing. */
export interface Import {
  /** What the text looks like; null = nothing that is read. */
  readonly recognized: ImportFormat | null;
  /** What the reader says it is; null = what it looks like. */
  readonly forced: ImportFormat | null;
  readonly setForced: (format: ImportFormat | null) => void;
  readonly network: ReadNetwork | null;
  readonly choices: ImportChoices | null;
  readonly choose: (change: Partial<ImportChoices>) => void;
  readonly drawn: ImportedDrawing | null;
  readonly problem: ImportProblem | null;
  /** Whether the text has changed since what is shown was made of it. */
  readonly isBehind: boolean;
}

const UNKNOWN = problemAt(
  null,
  'The text is in none of the formats that are read.',
  'Paste a whole file, or choose the format yourself to see which line is in the way.',
).problem;

/** Reads and draws a text, with the first choices until others are made. */
export function useImport(text: string, catalog: CatalogIndex, drawing: Drawing): Import {
  const settled = useDeferredValue(text);
  const [forced, setForced] = useState<ImportFormat | null>(null);
  const [changes, setChanges] = useState<Partial<ImportChoices>>({});
  const recognized = useMemo(() => recognizeFormat(settled), [settled]);
  const format = forced ?? recognized;
  const read = useMemo(
    () => (settled.trim() === '' || format === null ? null : readNetwork(settled, format)),
    [settled, format],
  );
  const network = read === null || 'problem' in read ? null : read;
  const usual = useMemo(() => createDefaultRequest(drawing, [], catalog)?.system.catalogId ?? '', [drawing, catalog]);
  const first = useMemo(
    () => (network === null ? null : createChoices(network, catalog, usual)),
    [network, catalog, usual],
  );
  const choices = useMemo(
    () => (first === null ? null : { ...first, ...changes, systems: { ...first.systems, ...changes.systems } }),
    [first, changes],
  );
  const result = useMemo(
    () => (network === null || choices === null ? null : drawNetwork(network, choices, catalog)),
    [network, choices, catalog],
  );
  const refused = [read, result].find((each) => each !== null && 'problem' in each);
  const problem = refused !== undefined && refused !== null && 'problem' in refused ? refused.problem : null;
  return {
    recognized,
    forced,
    setForced,
    network,
    choices,
    choose: (change) => setChanges({ ...changes, ...change }),
    drawn: result === null || 'problem' in result ? null : result,
    problem: settled.trim() !== '' && format === null ? UNKNOWN : problem,
    isBehind: settled !== text,
  };
}
