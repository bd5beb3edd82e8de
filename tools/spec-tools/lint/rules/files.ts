import type { Rule } from '../../spec-files/spec-view.ts';

const LONGEST = 420;
/** Beside the document: pages for people, and the settings of its linter. */
const BESIDE = new Set(['README.md', 'DEVIATIONS.md', 'redocly.yaml']);

export const filesAreReadable: Rule = ({ files }) =>
  [...files.read.values()].flatMap(({ path, mistake }) =>
    mistake ? [{ file: path, line: mistake.line, message: mistake.message, remedy: 'Mend the YAML' }] : [],
  );

export const filesAreSmall: Rule = ({ files }) =>
  files.paths().flatMap((path) => {
    const lines = files.lineCount(path);
    if (lines <= LONGEST) return [];
    const message = `The file has ${lines} lines, more than ${LONGEST}`;
    return [{ file: path, line: LONGEST + 1, message, remedy: 'Move one idea of it into a file of its own' }];
  });

export const filesAreUsed: Rule = ({ files }) =>
  files.paths().flatMap((path) => {
    if (files.read.has(path) || BESIDE.has(path.split('/').slice(1).join('/'))) return [];
    const message = 'Nothing that openapi.yaml leads to refers to this file';
    return [{ file: path, line: 1, message, remedy: 'Refer to it, or delete it' }];
  });
