import inventoryFile from './inventory.json' with { type: 'json' };

/**
 * The facts of the API reference, version 2.0.0, without its prose. Samples are collapsed as in the reference: `{}` and `[]` stand for any
 * object and any array. Ids in samples are blank.
 */
export interface Inventory {
  servers: Record<string, string>;
  security: { scheme: string };
  /** The query parameters of every list. */
  listQueryParams: string[];
  operations: ReferenceOperation[];
}

export interface ReferenceOperation {
  method: string;
  path: string;
  tag: string;
  deprecated?: boolean;
  pathParams?: ReferenceField[];
  /** `list`: the query parameters of every list. */
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

/** The name of an operation in findings and in DEVIATIONS.md, such as `GET /Smart/Transactions`. */
export const nameOf = ({ method, path }: { method: string; path: string }): string =>
  `${method.toUpperCase()} ${path.split('?')[0]}`;

/** The same key for two spellings of an operation: the names of path parameters differ between sources. */
export const keyOf = (operation: { method: string; path: string }): string =>
  nameOf(operation).replaceAll(/{[^}]+}/g, '{}');
