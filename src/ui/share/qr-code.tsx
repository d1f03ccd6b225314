import encodeQR from 'qr';
import { useMemo } from 'react';
import styles from './share.module.css';

/** Most bytes that a QR code can hold at low error correction. */
const QR_CAPACITY_BYTES = 2_953;
/** Light modules around the code that readers need. */
const QUIET_ZONE = 4;

/** A text as a QR code, or words that say it is too long for one. */
export function QrCode({ text }: { readonly text: string }) {
  const code = useMemo(() => {
    if (new TextEncoder().encode(text).length > QR_CAPACITY_BYTES) return null;
    return encodeQR(text, 'raw', { ecc: 'low', border: QUIET_ZONE });
  }, [text]);
  if (code === null) {
    return (
      <p className={styles.muted}>
        The link is too long for a QR code, which holds {QR_CAPACITY_BYTES.toLocaleString('en')} characters. Send the
        link or the plan file.
      </p>
    );
  }
  const side = code.length;
  const path = code.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <>
      <svg
        role="img"
        aria-label="QR code that opens this plan"
        viewBox={`0 0 ${side} ${side}`}
        className={styles.qr}
        shapeRendering="crispEdges"
      >
        {/* Always dark on light: readers expect it, in the dark theme too. */}
        <rect width={side} height={side} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <p className={styles.muted}>Opens this plan on another device.</p>
    </>
  );
}
