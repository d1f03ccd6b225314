import { Fragment } from 'react';
import { Button } from 'react-aria-components';
import { type EstimateTrust, EVIDENCE_WORDS } from '../../domain/accuracy/trust-estimate.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import { linkOf, percentOf, signedPercentOf } from './accuracy-words.ts';
import styles from './step-trust.module.css';
import { useTrust } from './use-trust.ts';

/** Least share of a line of its own. */
const LEAST_SHARE = 0.005;

/** Beside the step time: its band and what it rests on. */
export function StepBand() {
  const trust = useTrust();
  if (trust === null) return null;
  return (
    <span className={styles.band}>
      {' '}
      {percentOf(trust.share)} band: {writeRange(trust)}{' '}
      <span className={styles.evidence} title={EVIDENCE_WORDS[trust.evidence].meaning}>
        {EVIDENCE_WORDS[trust.evidence].label}
      </span>
    </span>
  );
}

/** Part of the step time's explanation: how far to trust it, and whose runs say so. */
export function TrustExplanation() {
  const trust = useTrust();
  if (trust === null) return null;
  const others = 1 - trust.unsupportedShare - trust.support.reduce((sum, { share }) => sum + share, 0);
  return (
    <section aria-label="How far to trust it">
      <h3 className={styles.heading}>How far to trust it</h3>
      <p className={styles.text}>
        {percentOf(trust.share)} of real runs are expected between {duration(trust.lowSeconds)} and{' '}
        {duration(trust.highSeconds)}. {EVIDENCE_WORDS[trust.evidence].meaning}
      </p>
      <p className={styles.text}>
        What the width rests on, by publisher, and by how much comparable runs were off under constants that had not
        seen them:
      </p>
      <dl className={styles.support}>
        {trust.support.map(({ family, share, errorSize }) => (
          <Fragment key={family}>
            <dt>{family}</dt>
            <dd>
              {percentOf(share)}, off by {percentOf(Math.expm1(errorSize))}
            </dd>
          </Fragment>
        ))}
        {others < LEAST_SHARE ? null : (
          <>
            <dt>Other publishers</dt>
            <dd>{percentOf(others)}</dd>
          </>
        )}
        <dt>Nothing comparable measured</dt>
        <dd>{percentOf(trust.unsupportedShare)}</dd>
      </dl>
      <AccuracyButton />
    </section>
  );
}

/** The published runs most like the plan. */
export function NearestRuns() {
  const trust = useTrust();
  if (trust === null) return null;
  return (
    <section aria-label="Nearest published runs" className={styles.nearest}>
      <h3 className={styles.title}>Nearest published runs</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Measured</th>
            <th scope="col" title="By constants tuned without this publisher">
              Predicted unseen
            </th>
          </tr>
        </thead>
        <tbody>
          {trust.nearest.map(({ row }) => {
            const link = linkOf(row.source.place);
            return (
              <tr key={row.id}>
                <th scope="row" title={row.id}>
                  {row.model}, {row.features.format}, {formatQuantity('count', row.features.accelerators).text} ×{' '}
                  {row.acceleratorName}
                  <span className={styles.source}>
                    {link === null ? (
                      row.source.title
                    ) : (
                      <a href={link} target="_blank" rel="noreferrer">
                        {row.source.title}
                      </a>
                    )}
                  </span>
                </th>
                <td>{duration(row.measuredSeconds)}</td>
                <td>
                  {duration(row.heldOutSeconds)}
                  <br />({signedPercentOf(row.heldOutSeconds / row.measuredSeconds - 1)})
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <AccuracyButton />
    </section>
  );
}

function AccuracyButton() {
  const setOpenDialog = useSession((state) => state.setOpenDialog);
  return (
    <Button className={classNames(styles.more)} onPress={() => setOpenDialog('accuracy')}>
      All published runs against the model
    </Button>
  );
}

function writeRange({ lowSeconds, highSeconds }: EstimateTrust): string {
  return `${duration(lowSeconds)} – ${duration(highSeconds)}`;
}

function duration(seconds: number): string {
  return formatQuantity('duration', seconds).text;
}
