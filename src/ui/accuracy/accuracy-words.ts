/** Numbers and addresses of the accuracy views, as people read them. */

/** A share as whole per cent. */
export function percentOf(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** A share as per cent with one digit; a dash where there is none. */
export function precisePercentOf(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}

/** A share as per cent with its sign. */
export function signedPercentOf(share: number | null): string {
  if (share === null) return '–';
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(100 * share).toFixed(1)} %`;
}

/** The address of a source: its own, its paper's, or that of the file or repository it names; null when it names none. */
export function linkOf(place: string): string | null {
  if (/^https:\/\//.test(place)) return place;
  const paper = /^arXiv:([\d.]+)/.exec(place)?.[1];
  if (paper !== undefined) return `https://arxiv.org/abs/${paper}`;
  const found = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?(?::([^\s()]+))?/.exec(place);
  if (found === null) return null;
  const [, repository, version, path] = found;
  const reference = version !== undefined && /^[\w.-]+$/.test(version) ? version : 'HEAD';
  const address = `https://github.com/${repository}`;
  if (path !== undefined) return `${address}/blob/${reference}/${path}`;
  return version === undefined ? address : `${address}/tree/${reference}`;
}
