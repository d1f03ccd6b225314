/** Two sites that train one model: data parallelism crosses the wide-area connection, everything else stays inside a site. */

import { defineTemplate } from './plan-template.ts';
import type { SketchBlock, SketchLink } from './sketch.ts';
import { drawSketch } from './sketch.ts';

function site(prefix: string, name: string, regionId: string): SketchBlock {
  return {
    id: prefix,
    kind: 'site',
    name,
    regionId,
    rows: [
      [{ id: `${prefix}-border`, kind: 'switch', name: 'Border', count: 4, catalogId: 'qm9700', width: 208 }],
      [{ id: `${prefix}-spine`, kind: 'switch', name: 'Spine', count: 8, catalogId: 'qm9700', width: 208 }],
      [
        {
          id: `${prefix}-row`,
          kind: 'row',
          name: 'Row',
          count: 2,
          rows: [
            [{ id: `${prefix}-leaf`, kind: 'switch', name: 'Leaf', count: 8, catalogId: 'qm9700', width: 208 }],
            [
              {
                id: `${prefix}-node`,
                kind: 'node',
                name: 'DGX H100',
                count: 28,
                catalogId: 'dgx-h100',
                width: 272,
                height: 160,
              },
            ],
          ],
        },
      ],
    ],
  };
}

function siteLinks(prefix: string): readonly SketchLink[] {
  return [
    { from: `${prefix}-node`, to: `${prefix}-leaf`, catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
    { from: `${prefix}-leaf`, to: `${prefix}-spine`, catalogId: 'ib-ndr', cablesPerInstance: 28, pattern: 'spread' },
    { from: `${prefix}-spine`, to: `${prefix}-border`, catalogId: 'ib-ndr', cablesPerInstance: 4, pattern: 'spread' },
  ];
}

/** 896 H100 in two sites, joined by wide-area circuits. */
export const TWO_SITES = defineTemplate({
  id: 'two-sites',
  name: 'Two sites over a WAN',
  description: '2 sites of 448 H100 with regional circuits between them; data parallelism crosses the WAN.',
  notes: 'The data dimension lies outermost, so that only its gradient traffic crosses between the sites.',
  drawing: () =>
    drawSketch(
      [[site('east', 'Site east', 'us-va'), site('central', 'Site central', 'us-oh')]],
      [
        ...siteLinks('east'),
        ...siteLinks('central'),
        { from: 'east-border', to: 'central-border', catalogId: 'regional', cablesPerInstance: 8, pattern: 'spread' },
      ],
    ),
  workload: { modelId: 'llama3.1-70b', sequenceLengthTokens: 8192, globalBatchSequences: 1792, trainingTokens: 1e12 },
  strategy: {
    tensor: 8,
    pipeline: 2,
    sequenceParallel: true,
    rankOrder: ['tensor', 'context', 'pipeline', 'data'],
    ranksTogether: null,
  },
});
