import * as v from 'valibot';

/** The example that a first visit opens. */
export const FIRST_EXAMPLE_ID = 'llama3-405b-16384-h100';

const IndexSchema = v.object({
  examples: v.array(
    v.object({
      id: v.string(),
      file: v.string(),
      name: v.string(),
      description: v.string(),
      /** Where the run was published. */
      source: v.string(),
    }),
  ),
});

/** An example plan in the list. */
export type ExampleEntry = v.InferOutput<typeof IndexSchema>['examples'][number];

/** The examples that come with the page. */
export async function loadExamples(): Promise<readonly ExampleEntry[]> {
  return v.parse(IndexSchema, await fetchJson('examples/index.json')).examples;
}

/** An example's plan as it lies in its file, not yet checked. */
export async function loadExample(id: string): Promise<unknown> {
  const entry = (await loadExamples()).find((example) => example.id === id);
  if (entry === undefined) throw new Error(`There is no example ${id}.`);
  return fetchJson(`examples/${entry.file}`);
}

async function fetchJson(path: string): Promise<unknown> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path} cannot be loaded (${response.status}).`);
  return response.json();
}
