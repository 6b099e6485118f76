import { excerptOf } from './excerpt.ts';
import { isListing } from './listing.ts';
import { isMathFence, type Leaf, markdownLeaves } from './markdown-blocks.ts';
import { readMarkdownText } from './markdown-text.ts';
import type { NoteBuilder } from './note-builder.ts';

/** Reads a part that is Markdown of any dialect: the union of what hosts accept as math, without what only looks like it. */
export function readMarkdown(builder: NoteBuilder, text: string): void {
  for (const leaf of markdownLeaves(text)) {
    if (leaf.fresh) builder.startParagraph(leaf.cell);
    switch (leaf.kind) {
      case 'heading':
        builder.heading(leaf.level, leaf.range);
        readMarkdownText(builder, excerptOf(text, leaf.slices));
        break;
      case 'text':
        readMarkdownText(builder, excerptOf(text, leaf.slices));
        break;
      case 'fence':
        readFence(builder, text, leaf);
        break;
      case 'unclosed-fence':
        builder.unclosed(leaf.range, text.slice(leaf.range.start, leaf.range.end).trim());
    }
  }
}

function readFence(builder: NoteBuilder, text: string, { slices, info, range }: Leaf): void {
  if (isMathFence(info)) {
    const options = slices.findIndex(({ start, end }) => !/^\s*:[\w-]+:/.test(text.slice(start, end)));
    const content = excerptOf(text, slices.slice(info.startsWith('{') ? options : 0));
    if (content.text.trim() !== '') builder.math('display', content, range);
    return;
  }
  const content = excerptOf(text, slices);
  if (isListing(info, content.text)) builder.math('listing', content, range);
}
