import { capital } from '../spec-tools/shared/capital.ts';

/** `smart.transactions` → `SmartTransactions`: the class name of a resource. */
export const className = (namespace: string): string => namespace.split('.').map(capital).join('');

/** `smart.transactions` → `smart-transactions`, `loyalty.merchantCards` → `loyalty-merchant-cards`: its file name. */
export const fileName = (namespace: string): string =>
  namespace.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('.', '-');

/** `smart.transactions.cancelTrx` → `CancelTrx`: the prefix of the named types of an operation. */
export const verbStem = (operationId: string): string => capital(operationId.slice(operationId.lastIndexOf('.') + 1));

/** The name of an argument: reserved words get an underscore. */
export const argumentName = (parameter: string): string => (RESERVED.has(parameter) ? `${parameter}_` : parameter);

const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval body query headers cookies options'.split(
    ' ',
  ),
);
