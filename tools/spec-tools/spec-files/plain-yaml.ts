import { isAlias, isScalar, visit, type Document } from 'yaml';

/** A part of YAML that a spec does without, and the offset where the file has it. */
interface Oddity {
  offset: number;
  message: string;
  remedy: string;
}

/** Numbers that the parsers of the lint and of the bundler read differently: `0b1` is a text for one, `-.5` for the other. */
const AMBIGUOUS = /^[-+]?0b[01_]+$|^[-+]0x|^-\.\d/;

/**
 * The first use of YAML beyond values. All tools have to read the same, and findings need a line: an alias has only that of its anchor, and one
 * that contains itself has no end.
 */
export function oddityIn(document: Document): Oddity | undefined {
  let found: Oddity | undefined;
  visit(document, {
    Node(key, node) {
      const report = (what: string, remedy: string): typeof visit.BREAK => {
        found = { offset: node.range?.[0] ?? 0, message: what, remedy };
        return visit.BREAK;
      };
      if (isAlias(node)) return report('The file has an alias of YAML', 'Write a $ref, or the value again');
      if (node.tag !== undefined) return report('The file has a tag of YAML', 'Remove it, and quote a text');
      if (!isScalar(node) || node.type !== 'PLAIN') return undefined;
      const source = node.source ?? '';
      if (key === 'key' && source === '<<') return report('The file has a merge key of YAML', 'Write the fields');
      if (!AMBIGUOUS.test(source)) return undefined;
      return report(`Parsers of YAML disagree about ${source}`, 'Write a decimal number, or quote a text');
    },
  });
  return found;
}
