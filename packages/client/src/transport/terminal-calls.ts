import { parameterNames, type Operation } from '@secuconnect/api';

/** Whether the response to this call only comes when a terminal has finished. */
export function isTerminalCall({ blocking, path }: Operation, pathValues: readonly string[]): boolean {
  if (!blocking || blocking === true) return blocking === true;
  return blocking.values.includes(pathValues[parameterNames(path).indexOf(blocking.parameter)] ?? '');
}
