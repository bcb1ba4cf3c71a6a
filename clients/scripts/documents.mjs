// Writes what each client may ask: its manifest of trusted documents, with the fragments that its operations use, and
// the same in TypeScript, where a document is no more than its id. What the web portal asks of the person who is logged
// in, it asks of an organisation too where an organisation has all of that; and the agents' console asks it of the person
// or organisation whom a contact is about. Those documents are derived here, so that an agent can't see another screen
// than the resident, and a page for residents is one for entrepreneurs.
//
// `--check` writes nothing and fails where a manifest is not what would be written.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { buildSchema, Kind, parse, print, validate, visit } from 'graphql';

const HERE = new URL('../', import.meta.url).pathname;
const OPERATIONS = new URL('../../graphql/operations/', import.meta.url).pathname;
const CHECK = argv.includes('--check');
const schema = buildSchema(readFileSync(new URL('../../graphql/schema.graphql', import.meta.url), 'utf8'));

// Where a client's types and documents are written, and whose fragments it may use.
const CLIENTS = { web: 'shared', app: 'app', agent: 'agent' };

function read(folder, recursive = false) {
  const files = readdirSync(folder, { recursive }).filter((file) => file.endsWith('.graphql'));
  return files.toSorted().flatMap((file) => parse(readFileSync(folder + file, 'utf8'), { noLocation: true }).definitions);
}

const isOperation = ({ kind }) => kind === Kind.OPERATION_DEFINITION;
const named = (definitions) => Object.fromEntries(definitions.map((each) => [each.name.value, each]));

function spreads(node) {
  const found = [];
  visit(node, { FragmentSpread: ({ name }) => void found.push(name.value) });
  return found;
}

// The operation with the fragments that it uses, in the order in which it comes to them.
function whole(operation, fragments) {
  const used = new Map();
  const follow = (node) => {
    for (const name of spreads(node)) {
      if (used.has(name)) continue;
      const fragment = fragments[name];
      if (!fragment) throw new Error(`${operation.name.value}: there is no fragment ${name}`);
      used.set(name, fragment);
      follow(fragment);
    }
  };
  follow(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

const name = (value) => ({ kind: Kind.NAME, value });
const variable = (value) => ({ kind: Kind.VARIABLE, name: name(value) });

// What of a contact stands in the place of a root.
const ROOTS = { mij: 'persoon', mijnOrganisatie: 'organisatie' };

// What an operation asks of an organisation: itself where it asks of one already, and else `mij { … }` as `mij:
// mijnOrganisatie { … }`; null for one that asks other things, or what an organisation has not.
function forOrganisation(operation, fragments) {
  if (rootsOf(operation) === 'mijnOrganisatie') return operation;
  if (rootsOf(operation) !== 'mij') return null;
  const roots = operation.selectionSet.selections;
  const selections = roots.map((root) => ({ ...root, alias: name('mij'), name: name('mijnOrganisatie') }));
  const turned = {
    ...operation,
    name: name(`${operation.name.value}Organisatie`),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return validate(schema, whole(turned, fragments)).length ? null : turned;
}

// Whose data an operation asks, as `mij` in its answer: `mij`, `mijnOrganisatie`, or null for anything else.
function rootsOf(operation) {
  const roots = operation.selectionSet.selections;
  if (!roots.every((root) => root.kind === Kind.FIELD && (root.alias ?? root.name).value === 'mij')) return null;
  return roots[0].name.value;
}

// `mij { … }` becomes `klantcontact(id: $contact) { persoon { … } }`, and `mij: mijnOrganisatie { … }` that of the
// organisation.
function forAgent(operation) {
  const roots = operation.selectionSet.selections;
  const id = { kind: Kind.ARGUMENT, name: name('id'), value: variable('contact') };
  const type = { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name('ID') } };
  return {
    ...operation,
    variableDefinitions: [
      { kind: Kind.VARIABLE_DEFINITION, variable: variable('contact'), type, directives: [] },
      ...operation.variableDefinitions,
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: roots.map((root) => ({
        ...root,
        alias: undefined,
        name: name('klantcontact'),
        arguments: [id, ...root.arguments],
        selectionSet: { kind: Kind.SELECTION_SET, selections: [{ ...root, alias: undefined, name: name(ROOTS[root.name.value]), arguments: [] }] },
      })),
    },
  };
}

function entry(operation, fragments) {
  const document = whole(operation, fragments);
  const faults = validate(schema, document);
  if (faults.length) throw new Error(`${operation.name.value}: ${faults.map((fault) => fault.message).join(' ')}`);
  const text = print(document);
  const type = operation.operation[0].toUpperCase() + operation.operation.slice(1);
  return { name: operation.name.value, type, text, id: `sha256:${createHash('sha256').update(text).digest('hex')}` };
}

function write(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  if (CHECK && file.endsWith('manifest.json')) {
    console.error(`${file}: not what the operations say; run \`npm run --prefix clients documents\``);
    exit(1);
  }
  writeFileSync(file, text);
}

const sorted = (entries) => entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));

function writeManifest(client, entries) {
  const texts = Object.fromEntries(sorted(entries).map(({ id, text }) => [id, text]));
  write(`${OPERATIONS}${client}/manifest.json`, `${JSON.stringify(texts, null, 2)}\n`);
}

function writeDocuments(client, folder, entries) {
  const lines = sorted(entries).map(({ name, type, id }) => {
    const of = `T.${name}${type}, T.${name}${type}Variables`;
    return `export const ${name}: Document<${of}> = { name: '${name}', id: '${id}' };\n`;
  });
  const from = client === 'web' ? '../client/document' : 'mijndenhaag-shared/src/client/document';
  const imports = `import type { Document } from '${from}';\nimport type * as T from './types';\n\n`;
  mkdirSync(`${HERE}${folder}/src/gql`, { recursive: true });
  write(`${HERE}${folder}/src/gql/documents.ts`, imports + lines.join(''));
}

const own = {};
for (const [client, folder] of Object.entries(CLIENTS)) {
  const definitions = read(`${OPERATIONS}${client}/`);
  const fragments = { ...named(read(`${HERE}${folder}/src/`, true)), ...named(definitions) };
  const operations = definitions.filter(isOperation);
  own[client] = { operations, fragments, entries: operations.map((operation) => entry(operation, fragments)) };
  writeDocuments(client, folder, own[client].entries);
}

const { operations, fragments, entries } = own.web;
const turned = (turn) => operations.map(turn).map((operation) => operation && entry(operation, fragments));
const persons = operations.map((operation) => (rootsOf(operation) === 'mij' ? operation : null));
const organisations = operations.map((operation) => forOrganisation(operation, fragments));
const ofOrganisation = turned((_, place) => organisations[place]);
const agentOfPerson = turned((_, place) => persons[place] && forAgent(persons[place]));
const agentOfOrganisation = turned((_, place) => organisations[place] && forAgent(organisations[place]));

// By the id of what the portal asks of a resident, that of what asks the same of another.
function table(comment, name, others) {
  const pairs = others.flatMap((other, place) => (other ? [{ ...entries[place], other: other.id }] : []));
  const ids = Object.fromEntries(sorted(pairs).map(({ id, other }) => [id, other]));
  return `// ${comment}\nexport const ${name}: Readonly<Record<string, string>> = ${JSON.stringify(ids, null, 2)};\n`;
}

write(
  `${HERE}shared/src/gql/organisations.ts`,
  table('Of each document of the portal, the one that asks the same of an organisation.', 'ORGANISATIONS', ofOrganisation),
);
write(
  `${HERE}agent/src/gql/callers.ts`,
  table('Of each document of the portal, the one that asks the same of the person of a contact.', 'PERSONS', agentOfPerson) +
    table('And of its organisation.', 'ORGANISATIONS', agentOfOrganisation),
);
const all = (...lists) => [...new Map(lists.flat().flatMap((each) => (each ? [[each.id, each]] : []))).values()];
writeManifest('web', all(entries, ofOrganisation));
writeManifest('app', own.app.entries);
writeManifest('agent', all(own.agent.entries, agentOfPerson, agentOfOrganisation));
