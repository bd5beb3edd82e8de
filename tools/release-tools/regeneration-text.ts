import type { Change } from '../spec-tools/diff/changes.ts';
import { proposeChangeset } from '../spec-tools/diff/changeset.ts';

/** The texts of a regeneration. They depend on nothing but the changes, so that tests compare them as a whole. */
export interface RegenerationText {
  readonly title: string;
  readonly commitBody: string;
  readonly body: string;
  /** `undefined` if the API is the same. */
  readonly changeset: string | undefined;
}

interface Section {
  readonly heading: string;
  readonly review: string;
  readonly has: (change: Change) => boolean;
}

/** The most severe first. What breaks types and wire is found by the compiler, so that it stands with the types. */
const SECTIONS: readonly Section[] = [
  {
    heading: 'Breaking (types)',
    review:
      'Breaking (types): does the API reference say the same, or is it a mistake in the spec? The changeset says what programs do instead.',
    has: ({ breaks }) => breaks === 'types' || breaks === 'types, wire',
  },
  {
    heading: 'Breaking (wire)',
    review: 'Breaking (wire): no compiler shows it. The changeset says whom it concerns, and how they notice.',
    has: ({ breaks }) => breaks === 'wire',
  },
  {
    heading: 'Unclear',
    review:
      'Unclear: does it break a program? Then make the changeset major. Replace its heading in the changeset by what it means.',
    has: ({ kind }) => kind === 'unclear',
  },
  {
    heading: 'Additive',
    review:
      'Additive: names of new models and methods stay for good. A new status needs its state in `packages/client/src/flows/payment-states.ts`.',
    has: ({ kind }) => kind === 'additive',
  },
  {
    heading: 'Cosmetic',
    review: 'Cosmetic: descriptions are in our own words.',
    has: ({ kind }) => kind === 'cosmetic',
  },
];

const MAX_TITLE = 100;
/** GitHub takes 65,536 characters. */
const MAX_PER_SECTION = 100;

/**
 * @param changes What the regenerated document means for users.
 * @param files The regenerated files.
 */
export function regenerationText(
  changes: readonly Change[],
  files: readonly string[],
  branch: string,
): RegenerationText {
  const found = SECTIONS.map((section) => ({ ...section, own: changes.filter(section.has) })).filter(
    ({ own }) => own.length > 0,
  );
  const counts = found.map(({ heading, own }) => `${own.length} ${heading.toLowerCase()}`).join(', ');
  const sections = found.flatMap(({ heading, own }) => [`## ${heading}`, '', ...lines(own), '']);
  const summary = counts
    ? `The spec changed, and \`pnpm generate\` ran. For users: ${counts}.`
    : 'A template or a tool changed, and `pnpm generate` ran. The API is the same. If users notice something, add a changeset: `pnpm changeset`.';
  return {
    title: titleOf(changes, counts),
    commitBody: found
      .flatMap(({ heading, own }) => [`${heading}:`, ...lines(own), ''])
      .join('\n')
      .trimEnd(),
    body: [
      summary,
      '',
      ...sections,
      '## Files',
      '',
      ...byFolder(files),
      '',
      '## Review',
      '',
      ...found.map(({ review }) => `- [ ] ${review}`),
      '- [ ] The changeset reads well for someone who only reads the changelog.',
      '- [ ] CI is green.',
      '',
      '## Continue',
      '',
      '```sh',
      `git fetch origin && git switch ${branch}`,
      'pnpm build && pnpm typecheck   # shows every place that used what changed',
      'npm test                       # names the pages that have to be written again',
      '```',
      '',
      'To correct the spec, edit it on this branch, run `pnpm generate`, and commit both. Another push of the spec to main makes a new branch; close this one then.',
      '',
    ].join('\n'),
    changeset: proposeChangeset(changes)?.changeset,
  };
}

function titleOf(changes: readonly Change[], counts: string): string {
  const only = changes.length === 1 ? `The code follows the spec: ${changes[0]!.where} ${changes[0]!.what}` : '';
  if (only && only.length <= MAX_TITLE) return only;
  return counts ? `The code follows the spec: ${counts}` : 'The code is what the templates and tools give';
}

function lines(changes: readonly Change[]): string[] {
  const shown = changes.slice(0, MAX_PER_SECTION).map(({ where, what }) => `- ${where} ${what}`);
  return changes.length > MAX_PER_SECTION ? [...shown, `- and ${changes.length - MAX_PER_SECTION} more`] : shown;
}

/** A line per folder: the diff of generated files is long, and says little. */
function byFolder(files: readonly string[]): string[] {
  const folders = Map.groupBy(files, (file) => /^.*generated\/|^.*reference\/|^.*\//.exec(file)?.[0] ?? './');
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, all]) => `- \`${folder}\`: ${all.length} ${all.length === 1 ? 'file' : 'files'}`);
}
