/** Half of a band, of which `halfWidth` is the size as a logarithm, as it stands beside the step time: "±11 %". */
export function writeDoubt(halfWidth: number): string {
  return `±${(100 * Math.sinh(halfWidth)).toFixed(0)} %`;
}
