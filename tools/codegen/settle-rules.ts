import { operationsOf, type Document, type Media, type SpecSettle, type SpecSettleRule } from './document.ts';
import { operationParts, type OperationParts } from './operation-parts.ts';
import { UserError } from './user-error.ts';

/** The rules of an operation; empty if there is none for it. */
export function settleRulesOf(settle: SpecSettle | undefined): readonly SpecSettleRule[] {
  if (settle === undefined || 'cannot' in settle) return [];
  return Array.isArray(settle) ? (settle as readonly SpecSettleRule[]) : [settle as SpecSettleRule];
}

/** `settle-rules.ts`: for each write how to find out whether it took effect, or why that is not possible. */
export function settleRulesFile(document: Document): string {
  const parts = new Map(
    [...operationsOf(document)].map((one) => [one.operation.operationId, operationParts(document, one)]),
  );
  const entries = [...parts.values()].flatMap((one) => {
    const settle = one.operation['x-settle'];
    if (settle === undefined) return [];
    const value = 'cannot' in settle ? settle.cannot : settleRulesOf(settle).map((rule) => ruleFor(rule, one, parts));
    return [`${JSON.stringify(one.id)}: ${JSON.stringify(value)},`];
  });
  return `import type { SettleRule } from '../settle/rule.ts';

/** By operation: the rules, of which the first that is for a call counts, or the reason why there is none. */
export const SETTLE_RULES: Readonly<Record<string, readonly SettleRule[] | string>> = {
${entries.join('\n')}
};
`;
}

/** The rule as the client reads it: with the path of the operation that reads, and all its parameters. */
function ruleFor(
  { description: _description, read, with: given = {}, ...rule }: SpecSettleRule,
  call: OperationParts,
  all: ReadonlyMap<string, OperationParts>,
): object {
  const reading = all.get(read);
  if (!reading?.operation['x-safe'] || reading.http !== 'GET')
    throw new UserError(`x-settle of ${call.id} reads with ${read}, which is no GET that only reads.`);
  const sources = reading.pathParameters.map(({ name }) => [name, given[name] ?? `path.${name}`] as const);
  const own = new Set(call.pathParameters.map(({ name }) => `path.${name}`));
  for (const [name, source] of sources)
    if (source.startsWith('path.') && !own.has(source))
      throw new UserError(`x-settle of ${call.id} does not say where ${name} of ${read} comes from.`);
  return {
    ...rule,
    read: reading.path,
    ...(sources.length > 0 && { with: Object.fromEntries(sources) }),
    ...(isSame(call, reading, rule.search !== undefined || rule['created'] !== undefined) && { returns: true }),
  };
}

/** Whether what is read has the model of the response. */
function isSame(call: OperationParts, reading: OperationParts, isList: boolean): boolean {
  const model = (one: OperationParts): unknown =>
    (one.success.content?.schema as Media['schema'] & { $ref?: string })?.$ref;
  const sent = model(call);
  return sent !== undefined && model(reading) === (isList ? `${sent as string}List` : sent);
}
