import { DGX_A100_SUPERPOD } from './dgx-a100-superpod.ts';
import { DGX_H100_SUPERPOD } from './dgx-h100-superpod.ts';
import { EDGE_SITE } from './edge-site.ts';
import { GB200_NVL72_ROWS } from './gb200-nvl72-rows.ts';
import { HGX_H200_RAILS } from './hgx-h200-rails.ts';
import { LLAMA3_405B_16K } from './llama3-405b-16k.ts';
import { MI300X_CLUSTER } from './mi300x-cluster.ts';
import type { PlanTemplate } from './plan-template.ts';
import { TPU_V5P_SLICE } from './tpu-v5p-slice.ts';
import { TRAINIUM2_ULTRASERVERS } from './trainium2-ultraservers.ts';
import { TWO_SITES } from './two-sites.ts';

/** Plans to start from, in the order in which they are shown. */
export const TEMPLATES: readonly PlanTemplate[] = [
  LLAMA3_405B_16K,
  DGX_A100_SUPERPOD,
  DGX_H100_SUPERPOD,
  HGX_H200_RAILS,
  GB200_NVL72_ROWS,
  MI300X_CLUSTER,
  TPU_V5P_SLICE,
  TRAINIUM2_ULTRASERVERS,
  TWO_SITES,
  EDGE_SITE,
];
