import { Check, Copy, Download, FileImage, FileText, Image, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { runAction } from '../../actions/run-action.ts';
import { writeLink } from '../../actions/write-link.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import fieldStyles from '../theme/field.module.css';
import { useDocument } from '../use-stores.ts';
import { QrCode } from './qr-code.tsx';
import styles from './share.module.css';

/** Some programs cut links that are longer than this, characters. */
const SAFE_LINK_LENGTH = 2083;
const COPIED_MILLISECONDS = 2500;

/** Everything that leaves the page: link, QR code, files. */
export function ShareDialog({ onClose }: DialogComponentProps) {
  const id = useId();
  const context = useActions();
  const plan = useDocument((state) => state.plan);
  const [link, setLink] = useState<string | null>(null);
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null);
  useEffect(() => {
    let isCurrent = true;
    writeLink(context, plan).then(
      (address) => {
        if (isCurrent) setLink(address);
      },
      () => {
        if (isCurrent) setLink('');
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [context, plan]);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), COPIED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [copied]);
  const run = (actionId: string): void => {
    runAction(findAction(actionId), context);
  };
  const isLong = link !== null && link.length > SAFE_LINK_LENGTH;
  return (
    <Dialog title="Share this plan" size="large" onClose={onClose}>
      <div className={styles.share}>
        <section className={styles.link} aria-label="Link">
          <label htmlFor={id} className={styles.heading}>
            Link
          </label>
          <p className={styles.muted}>
            The whole plan is inside the link. Nothing is uploaded; whoever opens it gets a plan of their own, with the
            same figures.
          </p>
          <div className={styles.row}>
            <input
              id={id}
              className={fieldStyles.input}
              readOnly
              value={link ?? 'Writing the link …'}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button
              variant="primary"
              icon={copied === 'yes' ? Check : Copy}
              isDisabled={link === null || link === ''}
              onPress={async () => {
                if (link !== null) setCopied((await context.services.writeClipboard(link)) ? 'yes' : 'refused');
              }}
            >
              {copied === 'yes' ? 'Copied' : 'Copy link'}
            </Button>
          </div>
          <p className={styles.muted} role="status">
            {copied === 'refused'
              ? 'The browser did not allow copying: select the link above and copy it yourself.'
              : link === null
                ? ''
                : `${link.length.toLocaleString('en')} characters`}
          </p>
          {isLong ? (
            <p className={styles.warning}>
              <TriangleAlert size={14} aria-hidden />
              Links beyond {SAFE_LINK_LENGTH.toLocaleString('en')} characters are cut by some chat and mail programs.
              Send the plan file instead where that may happen.
            </p>
          ) : null}
          <h3 className={styles.heading}>Files</h3>
          <div className={styles.files}>
            <Button icon={Download} onPress={() => run('save-file')}>
              Plan file
            </Button>
            <Button icon={Image} onPress={() => run('export-png')}>
              Drawing as PNG
            </Button>
            <Button icon={FileImage} onPress={() => run('export-svg')}>
              Drawing as SVG
            </Button>
            <Button icon={FileText} onPress={() => run('export-report')}>
              Report (PDF)
            </Button>
          </div>
        </section>
        <section className={styles.code} aria-label="QR code">
          {link === null || link === '' ? null : <QrCode text={link} />}
        </section>
      </div>
    </Dialog>
  );
}
