import inventoryFile from './inventory.json' with { type: 'json' };

/**
 * The facts of the API's reference page, version 2.0.0: what it lists, without a word of its prose. Samples are shown as the page
 * shows them, with nested objects and arrays collapsed: `{}` and `[]` mean that something is there. Ids in samples are blanked.
 */
export interface Inventory {
  servers: Record<string, string>;
  security: { scheme: string };
  /** Query parameters that all lists have in common. */
  listQueryParams: string[];
  operations: ReferenceOperation[];
}

export interface ReferenceOperation {
  method: string;
  path: string;
  tag: string;
  deprecated?: boolean;
  pathParams?: ReferenceField[];
  /** `list`: those that all lists have in common. */
  queryParams?: 'list' | string[];
  body?: ReferenceField[];
  statuses: string[];
  requestSample?: unknown;
  responseSample?: unknown;
}

export interface ReferenceField {
  name: string;
  type: string;
  format?: string;
  required?: boolean;
  nullable?: boolean;
  deprecated?: boolean;
  values?: (string | number)[];
}

export const inventory = inventoryFile as Inventory;

/** `GET /Smart/Transactions`: how an operation of the page is named in findings, and in the list of deviations. */
export const nameOf = ({ method, path }: { method: string; path: string }): string =>
  `${method.toUpperCase()} ${path.split('?')[0]}`;

/** The same for two spellings of one operation: names of path parameters differ between sources. */
export const keyOf = (operation: { method: string; path: string }): string =>
  nameOf(operation).replaceAll(/{[^}]+}/g, '{}');
