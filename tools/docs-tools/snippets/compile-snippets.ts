import { writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import type { SnippetFile } from './write-snippets.ts';

/** Compiles all files in one program with the strict settings of this repository. The errors have their places in the documents. */
export function compileErrors(root: string, files: readonly SnippetFile[]): string[] {
  const [first] = files;
  if (!first) return [];
  const folder = dirname(first.file);
  const configuration = {
    extends: asTypeScript(join(root, 'tsconfig.base.json')),
    compilerOptions: {
      types: ['node'],
      // Not every snippet uses each of its values.
      noUnusedLocals: false,
      noUnusedParameters: false,
      // Users write `process.env.NAME`, which only the style of this repository forbids.
      noPropertyAccessFromIndexSignature: false,
    },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration, null, 2));
  const { options } = ts.parseJsonConfigFileContent(configuration, ts.sys, folder);
  const program = ts.createProgram(
    files.map(({ file }) => file),
    options,
  );
  const documents = new Map(files.map(({ file, document }) => [asTypeScript(file), document]));
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    const where =
      file && `${documents.get(file.fileName) ?? file.fileName}:${file.getLineAndCharacterOfPosition(start!).line + 1}`;
    return `${where ?? 'snippets'}: ${text} (TS${code})`;
  });
}

/** TypeScript writes paths with `/` on every system. */
const asTypeScript = (path: string): string => path.replaceAll(sep, '/');
