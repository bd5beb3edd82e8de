import { parameterNames, type Operation } from '@secuconnect/api';

/** Whether the response to this call only comes when a terminal has finished. */
export function isTerminalCall({ waitsForTerminal, path }: Operation, pathValues: readonly string[]): boolean {
  if (!waitsForTerminal || waitsForTerminal === true) return waitsForTerminal === true;
  return waitsForTerminal.values.includes(pathValues[parameterNames(path).indexOf(waitsForTerminal.parameter)] ?? '');
}
