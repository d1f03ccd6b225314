/**
 * Writes the page's Content-Security-Policy into the built index.html. Static hosts send no headers of ours, so it stands in a meta
 * element. Not in development: there Vite puts scripts into the page that the policy would refuse.
 */
import type { Plugin } from 'vite';

/**
 * Everything comes from the page's own address; nothing is evaluated. Styles may stand in attributes and elements, since components
 * measure and place things at run time; pictures and fonts may be data that the page made itself.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Vite plugin: adds the policy to the built page. */
export function securityPolicyPlugin(): Plugin {
  return {
    name: 'trainyard-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}
