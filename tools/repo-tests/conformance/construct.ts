import type { SpecParts } from './document.ts';

/** A form of OpenAPI, in a small document. */
export interface Construct {
  /** Unique in the table. */
  name: string;
  /** What differs from the base document. */
  parts: SpecParts;
  /** Further files of the spec, next to openapi.yaml. */
  files?: Readonly<Record<string, string>>;
}

/** A construct that the pipeline does not understand. The comment `# here` marks the line of the finding: its own, or the one above if it stands alone. */
export interface Rejected extends Construct {
  message: string;
  remedy: string;
}

/** What a program passes to the method `shop.items.update`. */
export interface Call {
  body?: unknown;
  query?: object;
  headers?: object;
  cookies?: object;
}

/** A construct that works from the types to the wire. */
export interface Accepted extends Construct {
  /** Arguments after the id of the item; by default the body of the base document. */
  call?: Call;
}

/** Rows without field names: tables of constructs are read by column. */
export const rejected = (
  rows: readonly (readonly [
    name: string,
    parts: SpecParts,
    message: string,
    remedy: string,
    files?: Readonly<Record<string, string>>,
  ])[],
): Rejected[] =>
  rows.map(([name, parts, message, remedy, files]) => ({ name, parts, message, remedy, ...(files && { files }) }));

export const accepted = (
  rows: readonly (readonly [
    name: string,
    parts: SpecParts,
    call?: Call | undefined,
    files?: Readonly<Record<string, string>>,
  ])[],
): Accepted[] =>
  rows.map(([name, parts, call, files]) => ({ name, parts, ...(call && { call }), ...(files && { files }) }));
