import { parameterNames, type Operation } from '@secuconnect/api';

/** Whether the API responds to this call only when a payment terminal has finished. */
export function isTerminalCall({ waitsForTerminal, path }: Operation, pathValues: readonly string[]): boolean {
  if (!waitsForTerminal || waitsForTerminal === true) return waitsForTerminal === true;
  return waitsForTerminal.values.includes(pathValues[parameterNames(path).indexOf(waitsForTerminal.parameter)] ?? '');
}
