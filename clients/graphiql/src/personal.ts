// What in the text of a question may say who somebody is. Such a thing belongs in a variable, which no link holds.
import { type DocumentNode, Kind, visit } from 'graphql';

const DIGITS = 8; // a BSN has eight or nine, a date of birth eight; so has what only looks like them
const MAIL = /\S@\S/;
const SOUGHT = 'tekst'; // the argument by which a dossier is searched

// The number of the first line with such a thing; nothing where there is none.
export function personalLine(document: DocumentNode): number | undefined {
  const lines = [...tokenLines(document), ...literalLines(document)];
  return lines.length ? Math.min(...lines) : undefined;
}

// Wherever they stand: in a literal, a comment, or a name.
function tokenLines(document: DocumentNode): number[] {
  const lines: number[] = [];
  for (let token = document.loc?.startToken ?? null; token; token = token.next) {
    const told = token.value ?? '';
    if (MAIL.test(told) || (told.match(/\p{Nd}/gu)?.length ?? 0) >= DIGITS) lines.push(token.line);
  }
  return lines;
}

// A text in an input object is whom one looks for: by name, address or number.
function literalLines(document: DocumentNode): number[] {
  const lines: number[] = [];
  visit(document, {
    [Kind.STRING](node, _key, parent, _path, ancestors) {
      const above = [...ancestors, parent].flat().filter((each) => each !== undefined && 'kind' in each);
      const sought = above.some(
        (each) => each.kind === Kind.OBJECT || (each.kind === Kind.ARGUMENT && each.name.value === SOUGHT),
      );
      if (sought && node.loc) lines.push(node.loc.startToken.line);
    },
  });
  return lines;
}
