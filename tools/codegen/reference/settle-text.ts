import type { SpecSettle, SpecSettleRule } from '../document.ts';
import { fileName } from '../names.ts';
import { settleRulesOf } from '../settle-rules.ts';

/** How to find out whether a write took effect, for the reference; empty for an operation that does not say it. */
export function settleText(settle: SpecSettle | undefined): string {
  if (settle === undefined) return '';
  if ('cannot' in settle) return oneLine(settle.cannot as string);
  const rules = settleRulesOf(settle);
  const [only] = rules;
  if (only && rules.length === 1) return ruleText(only);
  return `The first rule that fits the call counts.\n\n${rules.map((rule) => `- ${callsOf(rule)}${ruleText(rule)}`).join('\n')}`;
}

function ruleText(rule: SpecSettleRule): string {
  const { description, read, found } = rule;
  const verb = read.slice(read.lastIndexOf('.') + 1);
  const page = `${fileName(read.slice(0, -verb.length - 1))}.md#${verb.toLowerCase()}`;
  const signs = [rule['notDone']].flat();
  const wait = signs.includes('never')
    ? '`not-done` is never proven'
    : `\`not-done\` takes ${minutes(rule['hidden'] as number)}`;
  const needs = [
    ...(found !== 'unclear' && needsBefore(rule) ? ['`done`'] : []),
    // Of several signs, each is enough.
    ...(signs.every((sign) => sign === 'unchanged') ? ['`not-done`'] : []),
  ];
  const verbs = needs.length > 1 ? 'need' : 'needs';
  const before = needs.length > 0 ? ` ${needs.join(' and ')} ${verbs} an intent, which knows the state before.` : '';
  return `${oneLine(description)} Reads [\`${read}\`](${page}); ${wait}.${before}`;
}

/** Whether only the state before shows that the call took effect. */
const needsBefore = (rule: SpecSettleRule): boolean => ['changed', 'less', 'more'].some((part) => part in rule);

/** The calls that one of several rules is for. */
function callsOf({ when }: SpecSettleRule): string {
  const conditions = Object.entries((when ?? {}) as Record<string, unknown>).map(([source, sent]) => {
    const field = `\`${source.replace(/^(?:body|path)\./, '')}\``;
    if (typeof sent === 'boolean') return sent ? `with ${field}` : `without ${field}`;
    return `with ${field} ${(sent as readonly unknown[]).map((value) => `\`${String(value)}\``).join(', ')}`;
  });
  return conditions.length > 0 ? `Calls ${conditions.join(', ')}: ` : 'Other calls: ';
}

const minutes = (seconds: number): string => `${Math.round(seconds / 6) / 10} minutes`;
const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');
