/** What the spec says about a value, as far as the command line shows or reads it. */
export interface ValueTable {
  /** The name of a model of the resource, which says the rest. */
  readonly model?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  /** The only values. */
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  /** The values that are documented; the API may accept more. */
  readonly extensibleEnum?: readonly (string | number)[];
  /** How ids of this kind begin, such as `STX_`. */
  readonly idPrefix?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ValueTable>>;
  readonly items?: ValueTable;
  readonly allOf?: readonly ValueTable[];
  /** At least one of these applies. */
  readonly anyOf?: readonly ValueTable[];
  /** An amount in the smallest unit of its currency. */
  readonly isMoney?: true;
}

export interface ParameterTable {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: true;
  readonly description?: string;
  /** Written as one parameter per field: `aggregate[group_by_prop]=status`. */
  readonly isObject?: true;
  readonly schema: ValueTable;
}

/** An operation of the API as a command. */
export interface OperationTable {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, with parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ParameterTable[];
  /** The body as JSON. */
  readonly body?: { readonly required?: true; readonly schema: ValueTable };
  readonly isList?: true;
  /** Whether it only reads. */
  readonly isSafe?: true;
  readonly waitsForTerminal?: true;
  /** Whether a success is a file. */
  readonly isDownload?: true;
  readonly isDeprecated?: true;
}

/** The operations of a resource, with the models of what is sent. */
export interface ResourceTable {
  /** Its namespace, such as `smart.transactions`. */
  readonly id: string;
  /** By verb. */
  readonly operations: Readonly<Record<string, OperationTable>>;
  readonly models: Readonly<Record<string, ValueTable>>;
}

/** A resource in the index: what lists of commands show, and how to read its table. */
export interface ResourceEntry {
  /** The summary of each operation, by verb. */
  readonly summaries: Readonly<Record<string, string>>;
  readonly load: () => Promise<ResourceTable>;
}
