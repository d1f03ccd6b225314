import { Wand2 } from 'lucide-react';
import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';
import type { FabricOffer } from '../../domain/topology/generate/find-offers.ts';
import type { GeneratedFabric } from '../../domain/topology/generate/generate-fabric.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { formatBitRate } from '../../render/block-facts.ts';
import { Button } from '../theme/button.tsx';
import { RUN_WORDS, writeRatio } from './fabric-words.ts';
import styles from './generate.module.css';

const count = (value: number): string => formatQuantity('count', value).text;
const several = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

/** Why there is no network, and what would make one. */
export function FabricProblem({
  refusal,
  offers,
  onTake,
}: {
  readonly refusal: string;
  readonly offers: readonly FabricOffer[];
  readonly onTake: (change: Partial<FabricRequest>) => void;
}) {
  return (
    <section className={styles.preview} aria-label="Counts">
      <div className={styles.problem} role="alert">
        <p>{refusal}</p>
      </div>
      {offers.length === 0 ? null : (
        <>
          <p className={styles.muted}>The nearest that works:</p>
          <div className={styles.offers}>
            {offers.map(({ words, change }) => (
              <Button key={words} icon={Wand2} onPress={() => onTake(change)}>
                {words}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** What the network takes and what it brings. */
export function FabricPreview({
  fabric,
  onTake,
}: {
  readonly fabric: GeneratedFabric;
  readonly onTake: (change: Partial<FabricRequest>) => void;
}) {
  const { counts, notes } = fabric;
  const switches = counts.tiers.reduce((sum, tier) => sum + tier.switches, 0);
  const freePorts = counts.tiers.reduce((sum, tier) => sum + tier.ports - tier.usedPorts, 0);
  const cables = counts.cables.reduce((sum, line) => sum + line.count, 0);
  const transceivers = counts.cables.reduce((sum, line) => sum + line.transceivers, 0);
  const overall = fabric.overallOversubscription;
  const tiers = fabric.oversubscription.map(({ tier, ratio }) => `${tier} ${writeRatio(ratio)}`).join(', ');
  return (
    <section className={styles.preview} aria-label="Counts">
      <p role="status" className={styles.summary}>
        {several(fabric.systems, 'system', 'systems')}, {several(switches, 'switch', 'switches')},{' '}
        {several(cables, 'cable', 'cables')}
      </p>
      <dl className={styles.facts}>
        <dt>Bisection, one direction</dt>
        <dd>{formatQuantity('bandwidth', fabric.bisectionBytesPerSecond).text}</dd>
        {overall === null ? null : (
          <>
            <dt>Oversubscription overall</dt>
            <dd>{writeRatio(overall)}</dd>
          </>
        )}
        {tiers === '' ? null : (
          <>
            <dt>Tier by tier</dt>
            <dd>{tiers}</dd>
          </>
        )}
        <dt>Transceivers</dt>
        <dd>{count(transceivers)}</dd>
        {counts.tiers.length === 0 ? null : (
          <>
            <dt>Free switch ports</dt>
            <dd>{count(freePorts)}</dd>
          </>
        )}
        {counts.unusedAdapterPorts === 0 ? null : (
          <>
            <dt>Free adapter ports</dt>
            <dd>{count(counts.unusedAdapterPorts)}</dd>
          </>
        )}
      </dl>
      {counts.tiers.length === 0 ? null : (
        <table className={styles.table} aria-label="Switches by tier">
          <thead>
            <tr>
              <th scope="col">Switches</th>
              <th scope="col">Number</th>
              <th scope="col">Ports used</th>
              <th scope="col">Free</th>
            </tr>
          </thead>
          <tbody>
            {counts.tiers.map((tier) => (
              <tr key={tier.name}>
                <th scope="row">{tier.name}</th>
                <td>{count(tier.switches)}</td>
                <td>{count(tier.usedPorts)}</td>
                <td>{count(tier.ports - tier.usedPorts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {counts.cables.length === 0 ? null : (
        <table className={styles.table} aria-label="Cables">
          <thead>
            <tr>
              <th scope="col">Cables</th>
              <th scope="col">Number</th>
              <th scope="col">Each</th>
              <th scope="col">Kind</th>
            </tr>
          </thead>
          <tbody>
            {counts.cables.map((line) => (
              <tr key={`${line.words} ${line.run}`}>
                <th scope="row">
                  {line.words}
                  <span className={styles.run}>{RUN_WORDS[line.run]}</span>
                </th>
                <td>{count(line.count)}</td>
                <td>{formatBitRate(line.bandwidthBytesPerSecond)}</td>
                <td>{line.kind ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.map(({ message, fittingAccelerators }) => (
        <div key={message} className={styles.note}>
          <p>{message}</p>
          {fittingAccelerators === undefined ? null : (
            <div className={styles.offers}>
              {fittingAccelerators
                .filter((accelerators) => accelerators > 0)
                .map((accelerators) => (
                  <Button key={accelerators} icon={Wand2} onPress={() => onTake({ accelerators })}>
                    {`${count(accelerators)} accelerators`}
                  </Button>
                ))}
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
