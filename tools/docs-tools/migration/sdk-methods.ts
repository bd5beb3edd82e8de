import { readFileSync } from 'node:fs';

/** What the official SDKs call, by method and path of the API. */
export interface SdkMethods {
  /** The newest version of each SDK. */
  readonly versions: Readonly<Record<Sdk, string>>;
  /** Classes that the SDKs have renamed: the earlier name, and the present one. */
  readonly renamedClasses: Readonly<Record<string, string>>;
  readonly operations: readonly SdkOperation[];
}

export type Sdk = 'php' | 'java' | 'js';

/** The calls of one operation. A call is a class and a method, written as in its language. */
export interface SdkOperation extends Readonly<Record<Sdk, readonly string[]>> {
  /** Method and path, such as `GET /Smart/Transactions`. */
  readonly operation: string;
  /** Earlier names of the calls. */
  readonly earlier?: readonly string[];
  /** The last version of the PHP SDK that has it, if the newest does not. */
  readonly lastPhp?: string;
  /** Method and path of the operation that does the same today. */
  readonly successor?: string;
  /** Method and path of an operation that leads to the same result in another way. */
  readonly instead?: string;
}

export const sdkMethods = JSON.parse(readFileSync(new URL('sdk-methods.json', import.meta.url), 'utf8')) as SdkMethods;
