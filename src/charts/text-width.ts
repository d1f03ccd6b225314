/** Widths of Inter's glyphs as shares of the type size; figures are tabular. A chart is pure data and has no DOM to ask. */
const NARROW = new Set("iljI.,:;'|!()[] \u2009\u00a0");
const WIDE = new Set('mwMW%@');
const NARROW_EM = 0.3;
const WIDE_EM = 0.86;
const FIGURE_EM = 0.64;
const CAPITAL_EM = 0.68;
const OTHER_EM = 0.57;
const BOLD_FACTOR = 1.04;

/** How wide a text will be, CSS pixels; an estimate on the generous side. */
export function estimateTextWidth(text: string, size: number, weight: 400 | 500 | 600 = 400): number {
  let em = 0;
  for (const character of text) {
    if (NARROW.has(character)) em += NARROW_EM;
    else if (WIDE.has(character)) em += WIDE_EM;
    else if (character >= '0' && character <= '9') em += FIGURE_EM;
    else if (character >= 'A' && character <= 'Z') em += CAPITAL_EM;
    else em += OTHER_EM;
  }
  return em * size * (weight === 400 ? 1 : BOLD_FACTOR);
}

/** The text, cut with an ellipsis where it would be wider than `width` CSS pixels. */
export function fitText(text: string, width: number, size: number, weight: 400 | 500 | 600 = 400): string {
  if (estimateTextWidth(text, size, weight) <= width) return text;
  const characters = [...text];
  while (characters.length > 1) {
    characters.pop();
    const cut = `${characters.join('').trimEnd()}…`;
    if (estimateTextWidth(cut, size, weight) <= width) return cut;
  }
  return '…';
}
