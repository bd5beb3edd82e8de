import { finding, type Rule } from '../../../spec-files/spec-view.ts';

/** URL parsers resolve `.` and `..`. */
const SEGMENT = /^(?!\.{1,2}$)(?:[\w.~-]+|\{[^{}]+\})$/;

/** The client can fill a path: each segment is a literal or one parameter. */
export const pathsAreTemplates: Rule = ({ files }) => {
  const root = files.root();
  const taken = new Map<string, string>();
  return Object.keys(pathsOf(root.value)).flatMap((path) => {
    const report = (problem: string, remedy: string) => [finding(root, problem, remedy, 'paths', path)];
    if (
      !path.startsWith('/') ||
      !path
        .slice(1)
        .split('/')
        .every((segment) => SEGMENT.test(segment))
    )
      return report(
        `The path ${path} has a segment that is neither a word nor one parameter`,
        'Write words of letters, digits, ".", "_", "~" and "-", or {name}, after single slashes',
      );
    const names = path.match(/{[^}]*}/g) ?? [];
    if (new Set(names).size < names.length)
      return report(`The path ${path} has the same parameter twice`, 'Give each one a name of its own');
    const template = path.replaceAll(/{[^}]*}/g, '{}');
    const twin = taken.get(template);
    taken.set(template, path);
    if (twin) return report(`The paths ${twin} and ${path} are the same URLs`, 'Write their operations under one path');
    return [];
  });
};

const pathsOf = (root: unknown): object => (root as { paths?: object } | undefined)?.paths ?? {};

/** The table of operations has the first two segments of a path once for each resource. */
export const resourcesHaveOneBase: Rule = ({ operations, namespaces }) => {
  const bases = new Map<string, string>();
  return operations.flatMap((operation) => {
    const namespace = namespaces.get(String([operation.value['tags']].flat()[0]));
    if (namespace === undefined) return [];
    const { path } = operation.under;
    const base = path.split('/').slice(0, 3).join('/');
    const expected = bases.get(namespace) ?? base;
    bases.set(namespace, expected);
    if (base === expected) return [];
    const message = `The path ${path} does not start with ${expected}, as the other operations of ${namespace} do`;
    return [finding(operation, message, 'Give its resource a tag and a namespace of its own')];
  });
};
