// The saved questions: files below `questions/`, by theme. Above each stands what it asks, in Dutch and in English, as
// whom (`als`, with a level where it takes one), and its variables.
import { identityOf, type Identity } from './identity';
import { language } from './texts';

export const THEMES = [
  'aanvragen',
  'belasting',
  'facturen',
  'vergunningen',
  'meldingen',
  'persoonsgegevens',
  'berichten',
  'cijfers',
] as const;
export type Theme = (typeof THEMES)[number];

export interface Question {
  key: string; // its theme and its name
  title: string;
  identity: Identity;
  text: string; // below its title, without what is about this list
  variables: string;
}

const FILES = import.meta.glob<string>('../questions/*/*.graphql', { query: '?raw', import: 'default', eager: true });
const SAID = /^# (\w+): (.*)\n/gm;

const questions = Object.entries(FILES).map(([path, file]) => {
  const said = Object.fromEntries([...file.matchAll(SAID)].map(([, what, words]) => [what, words ?? '']));
  const [persona, niveau] = (said['als'] ?? '').split(' ');
  const title = said[language] ?? '';
  return {
    key: path.replace(/^\.\.\/questions\/|\.graphql$/g, ''),
    title,
    identity: identityOf({ persona, niveau }),
    text: `# ${title}\n${file.replace(SAID, '')}`,
    variables: said['variabelen'] ? JSON.stringify(JSON.parse(said['variabelen']), null, 2) : '',
  };
});

export const questionsOf = (theme: Theme): Question[] => questions.filter(({ key }) => key.startsWith(`${theme}/`));

// Those that a visitor finds as tabs.
const FIRST = [
  'aanvragen/Overzicht',
  'aanvragen/MijnAanvragen',
  'belasting/WozEnBelasting',
  'persoonsgegevens/MijnGegevens',
  'persoonsgegevens/Personen',
  'cijfers/Doorlooptijden',
];
export const firstQuestions = questions
  .filter(({ key }) => FIRST.includes(key))
  .sort((one, other) => FIRST.indexOf(one.key) - FIRST.indexOf(other.key));
