/**
 * The publisher's series that a source belongs to: releases of one benchmark repeat machines and configurations, so a figure that is meant
 * to be unseen must be made without any of them. "MLPerf Training v5.0" → "MLPerf Training".
 */
export function nameSourceFamily(title: string): string {
  return title.replace(/ v\d+(\.\d+)*/, '').replace(/ (multi|single)-node$/, '');
}
