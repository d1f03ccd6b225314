/** Control characters that XML 1.0 cannot hold, and halves of letters. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML forbids.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text for XML 1.0, inside elements and attributes. Line breaks and tabs are written as references, which readers may not change;
 * what XML cannot hold at all becomes U+FFFD.
 */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"'\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
