// The simple Markdown in which messages are written: paragraphs, lists, and what is bold. Anything else stays as it is.
import type { ReactNode } from 'react';

export function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      {text
        .split(/(?:\r?\n){2,}/)
        .filter((part) => part.trim())
        .map((part, place) => (
          <Part key={place} lines={part.split(/\r?\n/)} />
        ))}
    </div>
  );
}

const ITEM = /^\s*[-*] /;

function Part({ lines }: { lines: readonly string[] }) {
  if (!lines.every((line) => ITEM.test(line))) return <p>{lines.flatMap((line, place) => [place > 0 && <br />, bold(line)])}</p>;
  return (
    <ul>
      {lines.map((line, place) => (
        <li key={place}>{bold(line.replace(ITEM, ''))}</li>
      ))}
    </ul>
  );
}

const bold = (line: string): ReactNode =>
  line.split(/\*\*(.+?)\*\*/).map((piece, place) => (place % 2 ? <strong key={place}>{piece}</strong> : piece));
