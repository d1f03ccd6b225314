import { useQuery } from '@tanstack/react-query';
import { Check, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { runAction } from '../../actions/run-action.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { compareRoutes } from '../../domain/topology/flow/compare-routes.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { compareDrawings } from '../../domain/what-if/compare-drawings.ts';
import { describeDifference } from '../../domain/what-if/describe-difference.ts';
import { describeRoutes } from '../../domain/what-if/describe-routes.ts';
import { compilerQueryOptions } from '../../engine/compiler-query.ts';
import { useCatalog, useEstimate } from '../results/estimate-context.ts';
import { HEADLINE_FIGURES, type HeadlineFigure } from '../results/headline-figures.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useDocument, useWhatIf } from '../use-stores.ts';
import { isSame } from './describe-against.ts';
import styles from './what-if.module.css';
import { useEstimateBefore } from './what-if-context.ts';

const SHOWN: readonly HeadlineFigure['id'][] = ['step-time', 'time', 'cost'];
/** Changes that are named one by one. */
const MOST_NAMED = 2;

/** What is tried, what it changes, and the two ways out. */
export function WhatIfStrip() {
  const context = useActions();
  const before = useWhatIf((state) => state.before);
  const plan = useDocument((state) => state.plan);
  if (before === null) return null;
  return (
    <section className={styles.strip} aria-label="What if">
      <h2 className={styles.title}>What if</h2>
      <Changes before={before} plan={plan} />
      <Routes before={before} plan={plan} />
      <div className={styles.buttons}>
        <Button icon={Check} variant="primary" onPress={() => runAction(findAction('what-if-keep'), context)}>
          Keep
        </Button>
        <Button icon={Undo2} onPress={() => runAction(findAction('what-if-drop'), context)}>
          Drop
        </Button>
      </div>
      <dl className={styles.figures} aria-live="polite">
        {HEADLINE_FIGURES.filter(({ id }) => SHOWN.includes(id)).map((figure) => (
          <Against key={figure.id} figure={figure} />
        ))}
      </dl>
    </section>
  );
}

/** What differs, counted; the first few by name. */
function Changes({ before, plan }: { readonly before: PlanDocument; readonly plan: PlanDocument }) {
  const catalog = useCatalog();
  const { words, named } = useMemo(() => {
    const difference = compareDrawings(before.drawing, plan.drawing, catalog);
    const { removed, added, changed } = difference;
    const nameOf = (id: string): string => plan.drawing.blocks[id]?.name || 'a link';
    const all = [
      ...[...removed.values()].map((name) => `${name} removed`),
      ...[...added.values()].map((name) => `${name} new`),
      ...[...changed].map(([id, was]) => `${nameOf(id)} changed, ${was}`),
    ];
    return { words: describeDifference(before, plan, difference), named: all };
  }, [before, plan, catalog]);
  if (words === '') {
    return <p className={styles.words}>Change, remove or add anything: the figures show the difference.</p>;
  }
  return (
    <p className={styles.words} title={named.join('; ')}>
      {named.length > 0 && named.length <= MOST_NAMED ? named.join('; ') : words}
    </p>
  );
}

/** Links that traffic crosses now or crossed before: only these change routes, all else changes speeds. */
function Routes({ before, plan }: { readonly before: PlanDocument; readonly plan: PlanDocument }) {
  const catalog = useCatalog();
  const { compiled } = useEstimate();
  const compile = useQuery(compilerQueryOptions()).data?.compile;
  const words = useMemo(() => {
    if (catalog === null || compile === undefined || compiled?.ok !== true) return '';
    const old = compile(before, catalog);
    if (!old.ok || !old.routing.ok || !compiled.routing.ok) return '';
    const change = compareRoutes(old.routing.routed.traffic, compiled.routing.routed.traffic);
    return describeRoutes(change, before.drawing, plan.drawing);
  }, [before, plan, catalog, compile, compiled]);
  return words === '' ? null : (
    <p className={styles.words} role="status">
      {words}
    </p>
  );
}

/** One figure: before → now, and the difference. */
function Against({ figure }: { readonly figure: HeadlineFigure }) {
  const { estimate, compiled } = useEstimate();
  const before = useEstimateBefore();
  if (before === null) return null;
  const old = figure.select(before);
  const write = (value: number): string => formatQuantity(figure.dimension, value).text;
  const now = estimate === null || compiled?.ok !== true ? null : figure.select(estimate);
  const isBetter = now !== null && now < old === (figure.better === 'lower');
  return (
    <div className={styles.figure}>
      <dt>{figure.longLabel}</dt>
      <dd>
        {write(old)} <span aria-hidden>→</span>
        <span className={styles.hidden}> before, now </span> {now === null ? 'not valid' : write(now)}
        {now === null ? null : isSame(old, now) ? (
          <span className={styles.same}> no change</span>
        ) : (
          <span className={classNames(isBetter ? styles.better : styles.worse)}>
            {' '}
            {now < old ? '▼' : '▲'} {write(Math.abs(now - old))}
            <span className={styles.hidden}>{now < old ? ' less' : ' more'}</span>
          </span>
        )}
      </dd>
    </div>
  );
}
