import * as fc from 'fast-check';
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { expect, describe, test } from 'vitest';
import { receiptHtml, receiptPage, receiptStyles } from '../../src/receipts/index.ts';
import { toPrintLines } from '../../src/receipts/print-lines.ts';
import { anyReceipt, anyText, endOfDay, row, separator, textline } from './receipts.fixture.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Elements as `name[attribute=value]`, texts as strings, without the line breaks between elements. */
function tree(nodes: Node[]): unknown[] {
  return nodes.flatMap((node): unknown[] => {
    if ('value' in node) return /^\n*$/.test(node.value) ? [] : [node.value];
    if (!('tagName' in node)) return [node.nodeName];
    return [
      [[node.tagName, ...node.attrs.map(({ name, value }) => `[${name}=${value}]`)].join(''), ...tree(node.childNodes)],
    ];
  });
}
const strong = (important: boolean, value: string) => {
  const texts = /^\n*$/.test(value) ? [] : [value];
  return important && value ? [['strong', ...texts]] : texts;
};

describe('receiptHtml()', () => {
  test('receiptHtml() returns a section with paragraphs, a description list and rules', () => {
    expect(receiptHtml([...endOfDay, separator('Kundenbeleg'), separator('***')], { title: 'Kundenbeleg' }))
      .toBe(`<section class="secuconnect-receipt" lang="de" aria-label="Kundenbeleg">
<p class="align-center"><strong>Kassenschnitt</strong></p>
<div class="space"></div>
<dl>
<div><dt>Girocard (12)</dt><dd>184,50 EUR</dd></div>
<div><dt><strong>Summe</strong></dt><dd><strong>225,70 EUR</strong></dd></div>
</dl>
<hr>
<p class="caption"><strong>Kundenbeleg</strong></p>
<p class="caption" aria-hidden="true"><strong>***</strong></p>
</section>
`);
  });

  test('receiptHtml() escapes texts and attributes', () => {
    const html = receiptHtml([textline('</p><script>alert("1")</script>&lt;'), row('<b>', "'")], {
      title: '" onmouseover="alert(1)',
      lang: 'de"><script>',
    });
    expect(tree(parseFragment(html).childNodes)).toEqual([
      [
        'section[class=secuconnect-receipt][lang=de"><script>][aria-label=" onmouseover="alert(1)]',
        ['p', '</p><script>alert("1")</script>&lt;'],
        ['dl', ['div', ['dt', '<b>'], ['dd', "'"]]],
      ],
    ]);
  });

  test('the HTML of any receipt parses to its texts, and to no other element', () => {
    fc.assert(
      fc.property(anyReceipt, anyText, (receipt, title) => {
        const html = receiptHtml(receipt, { title });
        expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
        const [section, ...rest] = parseFragment(html).childNodes;
        expect(tree(rest)).toEqual([]);
        const content = tree((section as { childNodes: Node[] }).childNodes).flatMap((element) =>
          (element as string[])[0] === 'dl' ? (element as unknown[]).slice(1) : [element],
        );
        expect(content).toEqual(
          toPrintLines(receipt).map((line) => {
            if (line.type === 'text' && !line.text.trim()) return ['div[class=space]'];
            switch (line.type) {
              case 'rule':
                return ['hr'];
              case 'caption':
                return [
                  /[\p{L}\p{N}]/u.test(line.text) ? 'p[class=caption]' : 'p[class=caption][aria-hidden=true]',
                  ['strong', line.text],
                ];
              case 'row':
                return [
                  'div',
                  ['dt', ...strong(line.important, line.name)],
                  ['dd', ...strong(line.important, line.value)],
                ];
              case 'text':
                return [
                  line.align === 'left' ? 'p' : `p[class=align-${line.align}]`,
                  ...strong(line.important, line.text),
                ];
              case 'space':
                return ['div[class=space]'];
            }
          }),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('receiptPage()', () => {
  test('receiptPage() returns a complete document with title, language and stylesheet, without a script', () => {
    const problems: string[] = [];
    const page = receiptPage([textline('Hallo')], { title: '</title><script>' });
    const document = parse(page, { onParseError: ({ code }) => problems.push(code) });
    expect(problems).toEqual([]);
    const [, html] = document.childNodes;
    expect(tree([html!])).toEqual([
      [
        'html[lang=de]',
        [
          'head',
          ['meta[charset=utf-8]'],
          ['meta[name=viewport][content=width=device-width]'],
          ['title', '</title><script>'],
          ['style', expect.stringContaining(receiptStyles)],
        ],
        ['body', ['section[class=secuconnect-receipt][lang=de][aria-label=</title><script>]', ['p', 'Hallo']]],
      ],
    ]);
  });

  test('receiptPage() has 42 columns on paper of 80 mm and 32 on 58 mm, and throws for another width', () => {
    expect(receiptPage([])).not.toContain('--receipt-columns: 32');
    expect(receiptPage([], { paper: 58 })).toContain('--receipt-columns: 32');
    for (const paper of [57, 0, NaN, null, 'toString', 'constructor', '__proto__', '80mm', {}, Symbol('80')])
      expect(() => receiptPage([], { paper: paper as 58 })).toThrow(RangeError);
  });
});
