// The text of a message: paragraphs and lists, with what is bold and links, of the basic Markdown in which messages are
// written. Anything else stays as it was written; nothing becomes HTML.
import type { ReactNode } from 'react';

import { External } from '../../ui/external';

const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;
const HEADING = /^#{1,6}\s+/;
const MARKED = /(\*\*[^*]+\*\*|\[[^\]]+\]\(https:\/\/[^\s)]+\)|\*[^*\s][^*]*\*)/;

export function Said({ text }: { text: string }) {
  const parts = text.trim().split(/\r?\n[ \t]*\r?\n/);
  return parts.flatMap((part, at) => grouped(part.split(/\r?\n/)).map((lines, place) => <Part key={`${at}.${place}`} lines={lines} />));
}

// Lines in a row that are of the same list, or of none.
function grouped(lines: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && kindOf(last[0]) === kindOf(line)) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

const kindOf = (line: string): 'bullet' | 'number' | 'text' =>
  BULLET.test(line) ? 'bullet' : NUMBER.test(line) ? 'number' : 'text';

function Part({ lines }: { lines: readonly string[] }) {
  const kind = kindOf(lines[0] ?? '');
  if (kind === 'text')
    return (
      <p>
        {lines.map((line, place) => (
          <span key={place}>
            {place > 0 && <br />}
            {HEADING.test(line) ? <strong>{line.replace(HEADING, '')}</strong> : marked(line)}
          </span>
        ))}
      </p>
    );
  const items = lines.map((line, place) => <li key={place}>{marked(line.replace(kind === 'bullet' ? BULLET : NUMBER, ''))}</li>);
  return kind === 'bullet' ? <ul>{items}</ul> : <ol>{items}</ol>;
}

function marked(line: string): ReactNode[] {
  return line.split(MARKED).map((piece, place) => {
    if (place % 2 === 0) return piece;
    if (piece.startsWith('**')) return <strong key={place}>{piece.slice(2, -2)}</strong>;
    if (piece.startsWith('*')) return <em key={place}>{piece.slice(1, -1)}</em>;
    const [, words = '', href = ''] = /^\[(.+)\]\((.+)\)$/.exec(piece) ?? [];
    return (
      <External key={place} href={href}>
        {words}
      </External>
    );
  });
}
