import { Marked, Renderer, type Tokens } from 'marked';
import { docLink } from './doc-link.ts';
import { headingSlugs } from './heading-slugs.ts';

export interface Doc {
  title: string;
  html: string;
}

/** A document of ours as markup that can do nothing: no HTML of its own, no style, no script. `path` is below docs/. */
export function renderDoc(path: string, markdown: string): Doc {
  const renderer = new DocRenderer(path);
  const html = new Marked().parse(markdown, { renderer, async: false });
  return { title: renderer.title ?? path, html };
}

class DocRenderer extends Renderer {
  title: string | null = null;
  private readonly path: string;
  private readonly slug = headingSlugs();

  constructor(path: string) {
    super();
    this.path = path;
  }

  override heading({ tokens, depth }: Tokens.Heading): string {
    const words = this.parser.parseInline(tokens, this.parser.textRenderer);
    this.title ??= words;
    return `<h${depth} id="${escaped(this.slug(words))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
  }

  override link({ href, tokens }: Tokens.Link): string {
    const text = this.parser.parseInline(tokens);
    const link = docLink(this.path, href);
    if ('path' in link) return this.outside(text, link.path);
    return `<a href="${escaped(link.address)}">${text}</a>`;
  }

  override image({ href, text }: Tokens.Image): string {
    const link = docLink(this.path, href);
    // Only our own pictures: the policy of the pages refuses all others.
    if ('path' in link || !link.address.startsWith('/ops/docs/images/')) return this.outside(escaped(text), href);
    return `<img src="${link.address}" alt="${escaped(text)}" loading="lazy">`;
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    // Comments mark what is generated; a line break is all that a cell of a table has for two lines.
    if (/^\s*<!--[^]*-->\s*$/.test(text) && text.indexOf('-->') === text.lastIndexOf('-->')) return '';
    return text === '<br>' ? text : escaped(text);
  }

  // What scrolls within itself must be reached by keys.
  override table(token: Tokens.Table): string {
    return `<div class="wide" tabindex="0" role="group" aria-label="Table">${super.table(token)}</div>\n`;
  }

  override code(token: Tokens.Code): string {
    return super.code(token).replace('<pre>', '<pre tabindex="0">');
  }

  /** What the panel does not show, by the name under which it lies in the checkout. */
  private outside(text: string, path: string): string {
    const code = `<code>${escaped(path)}</code>`;
    return text === '' || text.includes(escaped(path)) ? code : `${text} (${code})`;
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}
