/**
 * A description of JSON values by which they are written column by column: first one field of all rows, then the next. A shape
 * belongs to one version of the link and is frozen with it.
 */

/** How values of one kind are written. */
export type Shape =
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'string' }
  /** One of a fixed list, written as its place. */
  | { readonly kind: 'pick'; readonly values: readonly unknown[] }
  | { readonly kind: 'nullable'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape }
  /** An object with free keys. */
  | { readonly kind: 'record'; readonly of: Shape }
  /** An object with fixed keys, in this order. */
  | { readonly kind: 'object'; readonly fields: readonly (readonly [key: string, shape: Shape])[] }
  /** One of several objects, told apart by the value of the key `tag`. */
  | {
      readonly kind: 'variant';
      readonly tag: string;
      readonly cases: readonly (readonly [value: string, shape: Shape])[];
    };

/** A number of any kind. */
export const NUMBER: Shape = { kind: 'number' };
/** True or false. */
export const BOOLEAN: Shape = { kind: 'boolean' };
/** A text, through the table of strings. */
export const STRING: Shape = { kind: 'string' };

/** One of a fixed list. */
export function pick(...values: readonly unknown[]): Shape {
  return { kind: 'pick', values };
}

/** A value or null. */
export function nullable(of: Shape): Shape {
  return { kind: 'nullable', of };
}

/** A list of values of one shape. */
export function list(of: Shape): Shape {
  return { kind: 'list', of };
}

/** An object with free keys and values of one shape. */
export function record(of: Shape): Shape {
  return { kind: 'record', of };
}

/** An object with fixed keys. */
export function object(...fields: readonly (readonly [key: string, shape: Shape])[]): Shape {
  return { kind: 'object', fields };
}

/** One of several objects, told apart by a key. */
export function variant(tag: string, ...cases: readonly (readonly [value: string, shape: Shape])[]): Shape {
  return { kind: 'variant', tag, cases };
}
