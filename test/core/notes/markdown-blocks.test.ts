import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';

/** Words of headings, paragraphs and table cells, grouped, as our reader sees them. */
function groupsOf(markdown: string): string[] {
  const groups = new Map<number, string[]>();
  let level = 0;
  const levels = new Map<number, number>();
  for (const item of readNote([{ text: markdown, format: 'markdown' }]).items) {
    if (item.kind === 'heading') level = item.level;
    if (item.kind !== 'text') continue;
    if (!groups.has(item.paragraph)) levels.set(item.paragraph, level);
    level = 0;
    groups.set(item.paragraph, [...(groups.get(item.paragraph) ?? []), ...(item.text.match(/w\d+/g) ?? [])]);
  }
  return [...groups]
    .filter(([, words]) => words.length !== 0)
    .map(([paragraph, words]) => `${'#'.repeat(levels.get(paragraph) ?? 0)}${words.join(' ')}`);
}

/** The same by mdast, the oracle. */
function groupsByMdast(markdown: string): string[] {
  const groups: string[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell') {
      const words = markdown.slice(node.position?.start.offset, node.position?.end.offset).match(/w\d+/g) ?? [];
      const group = `${node.type === 'heading' ? '#'.repeat(node.depth) : ''}${words.join(' ')}`;
      if (words.length !== 0) groups.push(group);
    } else if ('children' in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return groups;
}

describe('block structure is that of CommonMark', () => {
  const line = fc.constantFrom(
    ...['W', 'W', '', '', '# W', '## W ##', '> W', '>', '> > W', '- W', '  W', '    W', '      W', '1. W', '1) W', '* W', '   - W'],
    ...[
      '---',
      '===',
      '```',
      '~~~ js',
      '> ```',
      '  ```',
      '> - W',
      '- > W',
      '- - W',
      '| W | W |',
      '|---|:-:|',
      'W | W',
      '+ # W',
      '***',
      '     - W',
    ],
  );
  test('headings, paragraphs and cells of random texts', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        let count = 0;
        const markdown = lines.join('\n').replace(/W/g, () => `w${count++}`);
        expect(groupsOf(markdown)).toEqual(groupsByMdast(markdown));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});
