import type { Rule } from '../../spec-files/spec-view.ts';

const MAX_LINES = 420;
/** Files that are not part of the document: pages for readers, and the settings of the linter. */
const NOT_IN_DOCUMENT = new Set(['README.md', 'DEVIATIONS.md', 'redocly.yaml']);

export const filesAreReadable: Rule = ({ files }) =>
  [...files.read.values()].flatMap(({ path, syntaxError }) =>
    syntaxError
      ? [{ file: path, line: syntaxError.line, message: syntaxError.message, remedy: syntaxError.remedy }]
      : [],
  );

export const filesAreSmall: Rule = ({ files }) =>
  files.paths().flatMap((path) => {
    const lines = files.lineCount(path);
    if (lines <= MAX_LINES) return [];
    const message = `The file has ${lines} lines, more than ${MAX_LINES}`;
    return [{ file: path, line: MAX_LINES + 1, message, remedy: 'Move a part of it into another file' }];
  });

export const filesAreUsed: Rule = ({ files }) =>
  files.paths().flatMap((path) => {
    if (files.read.has(path) || NOT_IN_DOCUMENT.has(path.split('/').slice(1).join('/'))) return [];
    const message = 'No file of the document refers to this file';
    return [{ file: path, line: 1, message, remedy: 'Refer to it, or delete it' }];
  });
