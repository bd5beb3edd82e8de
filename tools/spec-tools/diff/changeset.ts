import type { Change, ChangeKind } from './changes.ts';

const PACKAGES = ['@secuconnect/api', '@secuconnect/client'];
const BUMP: Record<ChangeKind, 'major' | 'minor' | 'patch'> = {
  breaking: 'major',
  additive: 'minor',
  cosmetic: 'patch',
};
const HEADING: Record<ChangeKind, string> = {
  breaking: 'Breaking',
  additive: 'New',
  cosmetic: 'Descriptions, examples and limits',
};
const KINDS = ['breaking', 'additive', 'cosmetic'] as const;

/** A changeset lists this many changes per kind, and the number of the others. */
const MAX_LINES = 25;

export interface Proposal {
  changeset: string;
  /** A remark on the proposed version. */
  note: string | undefined;
}

/** The text of a changeset file for the changes; `undefined` if there are none. Before 1.0.0, breaking changes raise the minor version. */
export function proposeChangeset(changes: readonly Change[], version: string): Proposal | undefined {
  const worst = KINDS.find((kind) => changes.some((change) => change.kind === kind));
  if (!worst) return undefined;
  const isEarly = worst === 'breaking' && version.startsWith('0.');
  const bump = isEarly ? 'minor' : BUMP[worst];
  const lines = ['---', ...PACKAGES.map((name) => `'${name}': ${bump}`), '---', ''];
  const listed = worst === 'cosmetic' ? KINDS : (['breaking', 'additive'] as const);
  for (const kind of listed) lines.push(...section(kind, changes));
  return {
    changeset: `${lines.join('\n').trimEnd()}\n`,
    note: isEarly
      ? `The packages are at ${version}: before 1.0.0 a breaking change raises the minor version.`
      : undefined,
  };
}

/** One line per change, with its kind. */
export function report(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing has changed.';
  const counts = KINDS.map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`).join(', ');
  return [`${counts}.`, ...changes.map((change) => `${change.kind.padEnd(8)}  ${sentence(change)}`)].join('\n');
}

function section(kind: ChangeKind, changes: readonly Change[]): string[] {
  const own = changes.filter((change) => change.kind === kind);
  if (own.length === 0) return [];
  const lines = own.slice(0, MAX_LINES).map((change) => `- ${sentence(change)}`);
  if (own.length > MAX_LINES) lines.push(`- and ${own.length - MAX_LINES} more`);
  return [`${HEADING[kind]}:`, '', ...lines, ''];
}

const sentence = ({ where, what }: Change): string => `${where} ${what}`;
