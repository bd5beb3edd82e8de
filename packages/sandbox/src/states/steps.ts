import { notPossible } from '../engine/exception.ts';

/** One row of a state machine: a step, the states that it is allowed in, and the state after it. */
export interface Step<Name extends string, State extends string, Result extends string = State> {
  readonly step: Name;
  readonly from: readonly State[];
  readonly to: Result;
  /** What happens, for the documentation. */
  readonly note: string;
}

/**
 * The row for a step in a state.
 *
 * @throws ApiException when the state does not allow the step.
 */
export function stepFrom<Name extends string, State extends string, Result extends string>(
  table: readonly Step<Name, State, Result>[],
  step: Name,
  state: State,
  what: string,
): Step<Name, State, Result> {
  const row = findStep(table, step, state);
  if (!row) throw notPossible(`${what} is ${state}, which does not allow ${step}`);
  return row;
}

export const findStep = <Name extends string, State extends string, Result extends string>(
  table: readonly Step<Name, State, Result>[],
  step: Name,
  state: State,
): Step<Name, State, Result> | undefined => table.find((row) => row.step === step && row.from.includes(state));
