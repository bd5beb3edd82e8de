import type { Rule, SpecView } from '../../spec-files/spec-view.ts';

/** The folder of error examples, which do not belong to a resource. */
const SHARED = 'errors';
const WHAT = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Example files are named `examples/<group>/<namespace>.<what>.yaml`; examples of a push have the name of its webhook. */
export const examplesAreNamed: Rule = (spec) => {
  const owners = ownersOf(spec);
  return [...spec.files.read.keys()].flatMap((path) => {
    const [, folder, group, file, ...more] = path.split('/');
    if (folder !== 'examples' || group === SHARED) return [];
    const name = (file ?? '').replace(/\.yaml$/, '');
    const isNamed = owners.some(
      (owner) =>
        owner.startsWith(`${group}.`) &&
        (name.startsWith(`${owner}.`) ? WHAT.test(name.slice(owner.length + 1)) : name === owner && group === PUSH),
    );
    if (isNamed && more.length === 0) return [];
    const remedy = 'Name it examples/<group>/<namespace>.<what>.yaml, with <what> in lower case and hyphens';
    return [{ file: path, line: 1, message: 'The name of the example does not say what it belongs to', remedy }];
  });
};

const PUSH = 'push';

function ownersOf({ namespaces, visits }: SpecView): string[] {
  const webhooks = visits.flatMap(({ under }) => (under?.isWebhook ? [`${PUSH}.${under.path}`] : []));
  return [...namespaces.values(), ...new Set(webhooks)];
}
