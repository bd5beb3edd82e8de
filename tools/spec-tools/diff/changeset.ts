import { KINDS, type Change, type ChangeKind } from './changes.ts';

const PACKAGES = ['@secuconnect/api', '@secuconnect/client'];
/** An unclear change raises the minor version at least, so that it is never released as a correction. */
const BUMP: Record<ChangeKind, 'major' | 'minor' | 'patch'> = {
  breaking: 'major',
  unclear: 'minor',
  additive: 'minor',
  cosmetic: 'patch',
};
const HEADING: Record<ChangeKind, string> = {
  breaking: 'Breaking',
  unclear: 'Look at it, and say what it means or remove it',
  additive: 'New',
  cosmetic: 'Descriptions and examples',
};

/** A changeset lists this many changes per kind, and the number of the others. */
const MAX_LINES = 25;

export interface Proposal {
  changeset: string;
  /** A question about the proposed version. */
  note: string | undefined;
}

/** The text of a changeset file for the changes; `undefined` if there are none. */
export function proposeChangeset(changes: readonly Change[]): Proposal | undefined {
  const worst = KINDS.find((kind) => changes.some((change) => change.kind === kind));
  if (!worst) return undefined;
  const lines = ['---', ...PACKAGES.map((name) => `'${name}': ${BUMP[worst]}`), '---', ''];
  const listed = KINDS.filter((kind) => kind !== 'cosmetic' || worst === 'cosmetic');
  for (const kind of listed) lines.push(...section(kind, changes));
  return { changeset: `${lines.join('\n').trimEnd()}\n`, note: question(changes) };
}

/** One line per change, with its kind. */
export function report(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing has changed.';
  const counts = KINDS.map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`).join(', ');
  return [`${counts}.`, ...changes.map((change) => `${label(change)}  ${sentence(change)}`)].join('\n');
}

function question(changes: readonly Change[]): string | undefined {
  const count = changes.filter(({ kind }) => kind === 'unclear').length;
  if (count === 0) return undefined;
  const [which, does] = count === 1 ? ['change is', 'Does it'] : ['changes are', 'Does one of them'];
  return `${count} ${which} unclear. ${does} break a program? Then it is a breaking change, and the proposed version is too low.`;
}

function section(kind: ChangeKind, changes: readonly Change[]): string[] {
  const own = changes.filter((change) => change.kind === kind);
  if (own.length === 0) return [];
  const lines = own.slice(0, MAX_LINES).map((change) => `- ${sentence(change)}${warning(change)}`);
  if (own.length > MAX_LINES) lines.push(`- and ${own.length - MAX_LINES} more`);
  return [`${HEADING[kind]}:`, '', ...lines, ''];
}

const label = ({ kind, breaks }: Change): string => (breaks ? `${kind} (${breaks})` : kind).padEnd(22);

const sentence = ({ where, what }: Change): string => `${where} ${what}`;

/** Users find most breaking changes by compiling. They have to be told about the others. */
const warning = ({ breaks }: Change): string => (breaks === 'wire' ? ' (the compiler does not show it)' : '');
